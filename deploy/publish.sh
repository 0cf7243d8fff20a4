#!/bin/sh
# Publishes every built remote of this image to the CDN folder; a release that is there already is left as it is.
set -eu
for dist in remotes/*/dist; do
  node cli/publish/main.ts --dist "$dist" --to "$1"
done
