import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scopes } from '@business-m/domains';
import { writeNatsConfig } from './nats-config.ts';
import { permitPrefix, permitServices } from './nats-permissions.ts';

/** The configuration of NATS in containers: TLS, and passwords from the server's environment. Run by itself, this file writes it. */
export function containerConfig(): string {
  const users = scopes.map((domain) => ({
    user: domain,
    password: `$${domain.toUpperCase()}_NATS_PASSWORD`,
    permissions: permitServices('desk', [domain]),
  }));
  const config = writeNatsConfig({
    listen: '0.0.0.0:4222',
    users: [{ user: 'desk', password: '$NATS_PASSWORD', permissions: permitPrefix('desk') }, ...users],
    tls: { cert: '/run/secrets/nats-cert.pem', key: '/run/secrets/nats-key.pem' },
    storeFolder: '/data',
    syncAlways: true,
  });
  return `# Written by stack/backing/nats-container.ts.\n${config}# Says to the engine that the server is well.\nhttp: "127.0.0.1:8222"\n`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../../deploy/nats.conf'), containerConfig());
