#!/bin/sh
# Publishes every built remote of this image to the CDN folder; a release that is there already is left as it is.
set -eu
if ! [ -w "$1" ]; then
  echo "$1 belongs to another user than $(id -un): give the volume to uid $(id -u) (chown -R), or delete it." >&2
  exit 1
fi
for dist in remotes/*/dist; do
  node cli/publish/main.ts --dist "$dist" --to "$1"
done
