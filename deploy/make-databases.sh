#!/bin/sh
# Run by the image of PostgreSQL when it makes its cluster: a database and a user a domain, of whom none gets into another's.
set -eu
for domain in masters finance wms; do
  psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v domain="$domain" -v password="$(cat "${SECRETS:-/run/secrets}/$domain-database-password")" <<'SQL'
create role :"domain" login password :'password';
create database :"domain" owner :"domain";
revoke connect on database :"domain" from public;
SQL
done
