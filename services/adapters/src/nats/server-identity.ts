import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';

/**
 * Whether a certificate is for the server we meant. The client names no host when the address is an IP, and Node then asks for
 * “localhost”: instead the certificate has to be for one of the IP addresses given.
 */
export function identityCheck(hosts: readonly string[]): (name: string, certificate: PeerCertificate) => Error | undefined {
  const names = hosts.map((host) => URL.parse(`nats://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '');
  const addresses = names.filter((name) => isIP(name) !== 0);
  return (name, certificate) => {
    if (addresses.length === 0 || names.includes(name)) return checkServerIdentity(name, certificate);
    const problems = addresses.map((address) => checkServerIdentity(address, certificate));
    return problems.includes(undefined) ? undefined : problems[0];
  };
}
