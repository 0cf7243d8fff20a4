import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DeskFailure } from './desk-failure.ts';

export type Surroundings = ReturnType<typeof readSurroundings>;

/** What the command knows of the desk around it: variables first, then what `npm start` keeps in its data folder. */
export function readSurroundings(given: NodeJS.ProcessEnv) {
  const data = given.DESK_DATA || '.data';
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const env: NodeJS.ProcessEnv = { ...readKept(join(data, 'places.json')), ...set };
  return {
    /** The variables of this shell, and those that `npm start` has kept. */
    env,
    manifestFile: resolve(env.MANIFEST_FILE || 'manifest/environments/dev.json'),
    gateway: env.DESK_GATEWAY || `http://127.0.0.1:${env.DESK_PORT || 8080}`,
    services: env.SERVICES_ORIGIN || `http://127.0.0.1:${env.SERVICES_PORT || 8082}`,
    tenant: env.DESK_TENANT || 'demo',
    /** Throws when there is none to be found. */
    secret: () => env.SERVICE_SECRET || readSecret(data),
  };
}

function readSecret(data: string): string {
  const file = join(data, 'secrets.json');
  const { SERVICE_SECRET } = readKept(file);
  if (SERVICE_SECRET) return SERVICE_SECRET;
  throw new DeskFailure(`SERVICE_SECRET is not set, and ${file} does not hold it: set the secret that gateway and services share.`);
}

/** Texts that `npm start` has kept by their names; none where it never ran. */
function readKept(file: string): Record<string, string> {
  try {
    const kept: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
