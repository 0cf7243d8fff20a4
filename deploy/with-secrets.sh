#!/bin/sh
# Runs a command with the content of the file in WMS_PASSWORD_FILE as WMS_PASSWORD, and so for every …_SECRET_FILE and …_PASSWORD_FILE.
set -eu
for name in $(env | sed -n -e 's/^\([A-Z0-9_]*_SECRET\)_FILE=.*/\1/p' -e 's/^\([A-Z0-9_]*_PASSWORD\)_FILE=.*/\1/p'); do
  eval "file=\$${name}_FILE"
  value=$(cat "$file")
  export "$name=$value"
done
exec "$@"
