import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_BYTES = 32;

export type Secrets = { SESSION_SECRET: string; SERVICE_SECRET: string };

/** The keys that sign sessions and service tokens: made once for a data folder, so that a restart signs nobody out. */
export function readSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  const kept = parseSecrets(file);
  if (kept) return kept;
  const fresh: Secrets = { SESSION_SECRET: makeSecret(), SERVICE_SECRET: makeSecret() };
  // In one step: a start that is killed here must not leave a part, on which every later one would fail.
  writeFileSync(`${file}.tmp`, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return fresh;
}

function parseSecrets(file: string): Secrets | null {
  try {
    const { SESSION_SECRET, SERVICE_SECRET } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof SESSION_SECRET === 'string' && typeof SERVICE_SECRET === 'string' ? { SESSION_SECRET, SERVICE_SECRET } : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const makeSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
