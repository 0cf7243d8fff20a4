import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DeskFailure } from './desk-failure.ts';

/** What the command knows of the desk around it: variables first, then what `npm start` keeps in its data folder. */
export interface Surroundings {
  manifestFile: string;
  gateway: string;
  services: string;
  /** Throws when there is none to be found. */
  secret(): string;
  tenant: string;
}

export function readSurroundings(env: NodeJS.ProcessEnv): Surroundings {
  const data = env.DESK_DATA || '.data';
  return {
    manifestFile: resolve(env.MANIFEST_FILE || 'manifest/environments/dev.json'),
    gateway: `http://127.0.0.1:${env.DESK_PORT || 8080}`,
    services: env.SERVICES_ORIGIN || `http://127.0.0.1:${env.SERVICES_PORT || 8082}`,
    tenant: env.DESK_TENANT || 'demo',
    secret: () => env.SERVICE_SECRET || readSecret(data),
  };
}

function readSecret(data: string): string {
  const file = join(data, 'secrets.json');
  try {
    const { SERVICE_SECRET } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (typeof SERVICE_SECRET === 'string') return SERVICE_SECRET;
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  throw new DeskFailure(`SERVICE_SECRET is not set, and ${file} does not hold it: set the secret that gateway and services share.`);
}
