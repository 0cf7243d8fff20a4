#!/bin/sh
# Makes what compose.enterprise.yaml keeps secret, in deploy/secrets unless told otherwise: a random text each, and a certificate for NATS.
# What is there already stays as it is.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# Files are mounted one by one, so that the containers' users, who are others, read them although nobody here gets into the folder.
chmod 700 "$folder"
cd "$folder"

# A letter first: NATS reads its passwords as values of its configuration, and one such as 12e4… as a number that ends in the middle.
for name in session-secret service-secret first-user-password postgres-password \
  masters-database-password finance-database-password wms-database-password \
  nats-password masters-nats-password finance-nats-password wms-nats-password; do
  [ -e "$name" ] || echo "s$(openssl rand -hex 32)" >"$name"
done

if [ ! -e nats-cert.pem ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Business M Desk' \
    -addext 'basicConstraints=critical,CA:TRUE' -keyout nats-ca-key.pem -out nats-ca.pem 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=nats' -keyout nats-key.pem -out nats.csr 2>/dev/null
  printf 'subjectAltName=DNS:nats,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >nats.ext
  openssl x509 -req -in nats.csr -CA nats-ca.pem -CAkey nats-ca-key.pem -CAcreateserial -days 3650 -extfile nats.ext -out nats-cert.pem 2>/dev/null
  # Nobody needs it again: a new certificate comes with a new authority.
  rm -f nats-ca-key.pem nats-ca.srl nats.csr nats.ext
fi
chmod 644 ./*
