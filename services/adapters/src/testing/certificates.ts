import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A CA, and certificates of it for the server at 127.0.0.1 and for a client: PEM files in `folder`. */
export function makeCertificates(folder: string) {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...ecKey, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=test CA');
  for (const name of ['server', 'client']) {
    const issued = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-addext', 'subjectAltName=IP:127.0.0.1'];
    openssl('req', '-x509', ...ecKey, ...issued, '-keyout', file(`${name}.key`), '-out', file(`${name}.pem`), '-subj', `/CN=${name}`);
  }
  return {
    ca: file('ca.pem'),
    server: { cert: file('server.pem'), key: file('server.key') },
    client: { certFile: file('client.pem'), keyFile: file('client.key') },
  };
}
