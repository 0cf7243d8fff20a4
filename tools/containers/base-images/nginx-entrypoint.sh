#!/bin/sh
# As the official image: sources the executable *.envsh files, runs the executable *.sh files, all in one process, then the command.
set -e
if [ "$1" = nginx ]; then
  find /docker-entrypoint.d -follow -type f -print | sort -V | while read -r file; do
    case "$file" in
      *.envsh) if [ -x "$file" ]; then . "$file"; fi ;;
      *.sh) if [ -x "$file" ]; then "$file"; fi ;;
    esac
  done
fi
exec "$@"
