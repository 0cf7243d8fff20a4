import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scope, scopes } from '@business-m/domains';

const SECRET_BYTES = 32;

/** Keys that sign sessions and service tokens, and passwords of what stands behind the services. */
const names = [
  'SESSION_SECRET',
  'SERVICE_SECRET',
  'NATS_PASSWORD',
  'SERVICES_NATS_PASSWORD',
  'DESK_DATABASE_PASSWORD',
  ...scopes.flatMap((scope) => {
    const domain = scope.toUpperCase() as Uppercase<Scope>;
    return [`${domain}_NATS_PASSWORD`, `${domain}_DATABASE_PASSWORD`] as const;
  }),
] as const;

export type Secrets = Record<(typeof names)[number], string>;

/** Made once for a data folder, so that a restart signs nobody out; a secret that an older desk did not know is added. */
export function readSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  const kept = parseSecrets(file);
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] ?? makeSecret()])) as Secrets;
  if (names.every((name) => kept[name] !== undefined)) return secrets;
  // In one step: a start that is killed here must not leave a part, on which every later one would fail.
  writeFileSync(`${file}.tmp`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return secrets;
}

function parseSecrets(file: string): Partial<Secrets> {
  try {
    const kept: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    return Object.fromEntries(Object.entries(kept).filter(([, secret]) => typeof secret === 'string')) as Partial<Secrets>;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

const makeSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
