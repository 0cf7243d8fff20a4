/** Where to connect, taken apart; user and password in an address are used and never shown. */
export interface ServerAddresses {
  /** `host:port` */
  hosts: string[];
  secure: boolean;
  user?: string;
  password?: string;
}

/** @throws when an address cannot be read; without repeating it, since a password may be part of it. */
export function readAddresses(servers: readonly string[]): ServerAddresses {
  if (servers.length === 0) throw new TypeError('no NATS server is given');
  const urls = servers.map((server, index) => {
    const url = URL.parse(server.includes('://') ? server : `nats://${server}`);
    if (!url || !['nats:', 'tls:'].includes(url.protocol) || url.hostname === '') {
      throw new TypeError(`NATS server ${index + 1} of ${servers.length} is no address such as nats://host:4222`);
    }
    return url;
  });
  const named = urls.find(({ username }) => username !== '');
  return {
    hosts: urls.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    secure: urls.some(({ protocol }) => protocol === 'tls:'),
    ...(named ? { user: decodeURIComponent(named.username), password: decodeURIComponent(named.password) } : {}),
  };
}
