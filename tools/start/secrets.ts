import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_BYTES = 32;

export type Secrets = { SESSION_SECRET: string; SERVICE_SECRET: string };

/** The keys that sign sessions and service tokens: made once for a data folder, so that a restart signs nobody out. */
export function readSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) {
    const fresh: Secrets = { SESSION_SECRET: makeSecret(), SERVICE_SECRET: makeSecret() };
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

const makeSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
