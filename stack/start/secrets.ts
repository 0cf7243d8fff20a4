import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scope, scopes } from '@business-m/domains';
import { Refusal } from '../process/failures.ts';

const SECRET_BYTES = 32;
/** Half of what is made, for those that an operator has put there. */
const SECRET_CHARS_MIN = 16;

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

/** Made once for a data folder, so that a restart signs nobody out; one that an older desk did not know is added. @throws Refusal */
export function readSecrets(data: string): Secrets {
  const file = join(data, 'secrets.json');
  const kept = readKept(file);
  const secrets = Object.fromEntries(names.map((name) => [name, kept[name] ?? makeSecret()])) as Secrets;
  if (names.every((name) => kept[name] !== undefined)) return secrets;
  // In one step: a start that is killed here must not leave a part, which every later one would refuse.
  writeFileSync(`${file}.tmp`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return secrets;
}

/** Never replaced by new ones without a word: everybody would be signed out, and copies of them elsewhere would fit no longer. */
function readKept(file: string): Partial<Secrets> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) throw new Error('it is no object');
    const wrong = Object.entries(kept).find(([, secret]) => typeof secret !== 'string' || secret.length < SECRET_CHARS_MIN);
    if (wrong) throw new Error(`${wrong[0]} is no text of at least ${SECRET_CHARS_MIN} characters`);
    return kept;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    const why = error instanceof SyntaxError ? 'it is not JSON' : (code ?? message);
    const remedy = 'put its backup in its place, or delete it; then new ones are made, and everybody signs in again';
    throw new Refusal(`${file} holds no secrets that can be read (${why}): ${remedy}.`, { cause: error });
  }
}

const makeSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
