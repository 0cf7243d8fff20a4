import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Why the desk does not start, in a sentence for the person who typed the command. */
export class Refusal extends Error {
  override name = 'Refusal';
}

export type DeskSettings = {
  ports: { desk: number; cdn: number; services: number };
  /** Absolute path of the folder that holds everything the desk writes. */
  data: string;
  /** Desired state the gateway watches; the development environment when absent. */
  manifestFile?: string;
  /** Fill an empty database with the demo company. */
  seed: boolean;
  /** Variables for every process, over those of this one. */
  env?: NodeJS.ProcessEnv;
};

/** The variable that moves each port, as the README names them. */
export const portVariables = { desk: 'DESK_PORT', cdn: 'CDN_PORT', services: 'SERVICES_PORT' } as const;
const defaultPorts = { desk: 8080, cdn: 8081, services: 8082 };

export function readSettings(env: NodeJS.ProcessEnv): DeskSettings {
  const ports = {
    desk: readPort(env, 'desk'),
    cdn: readPort(env, 'cdn'),
    services: readPort(env, 'services'),
  };
  const names = Object.keys(ports) as (keyof typeof ports)[];
  for (const [index, name] of names.entries()) {
    const twin = names.slice(0, index).find((other) => ports[other] === ports[name]);
    if (twin) throw new Refusal(`${portVariables[twin]} and ${portVariables[name]} are both ${ports[name]}: give each its own port.`);
  }
  return {
    ports,
    data: resolve(root, env.DESK_DATA || '.data'),
    ...(env.MANIFEST_FILE && { manifestFile: resolve(root, env.MANIFEST_FILE) }),
    seed: true,
  };
}

function readPort(env: NodeJS.ProcessEnv, name: keyof typeof portVariables): number {
  const text = env[portVariables[name]];
  if (text === undefined || text === '') return defaultPorts[name];
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Refusal(`${portVariables[name]} is “${text}”, but a port is a whole number from 1 to 65535.`);
  }
  return port;
}
