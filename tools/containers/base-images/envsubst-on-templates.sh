#!/bin/sh
# As the official image: renders /etc/nginx/templates with the variables that NGINX_ENVSUBST_FILTER lets through.
set -e
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
defined=$(printf '${%s} ' $(awk "END { for (name in ENVIRON) { print (name ~ /${NGINX_ENVSUBST_FILTER:-}/) ? name : \"\" } }" </dev/null))
for template in /etc/nginx/templates/*.template; do
  envsubst "$defined" <"$template" >"$output/$(basename "$template" .template)"
done
