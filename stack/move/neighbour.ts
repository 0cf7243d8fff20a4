import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../process/failures.ts';
import { localDatabase, type MovedPlace, planMovedPlace } from '../start/moved-domains.ts';
import { readSecrets } from '../start/secrets.ts';
import { type DomainName, domains, readSettings } from '../start/settings.ts';
import { root } from '../workspace.ts';

export interface Neighbour extends MovedPlace {
  scope: DomainName;
  data: string;
  /** Of the monolith, for the way back. */
  monolithDatabase: string;
  superuser: string;
}

/** What stands beside the monolith of `npm start -- --postgres` when one of its domains has moved out. */
export function planNeighbour(scope: string, env: NodeJS.ProcessEnv): Neighbour {
  const domain = domains.find((name) => name === scope);
  if (!domain) throw new Refusal(`There is no domain “${scope}”; there is ${domains.join(', ')}.`);
  const { data, ports, movedPorts } = readSettings(env, 'postgres');
  const postgresPassword = readPassword(data);
  const secrets = readSecrets(data);
  const { postgres = 0, nats = 0 } = ports;
  return {
    scope: domain,
    data,
    ...planMovedPlace({ domain, data, ports: { own: movedPorts?.[domain] ?? 0, nats, postgres }, secrets, env }),
    monolithDatabase: localDatabase(postgres, 'desk', 'desk', secrets.DESK_DATABASE_PASSWORD),
    superuser: localDatabase(postgres, 'postgres', 'postgres', postgresPassword),
  };
}

export const programs = {
  services: join(root, 'services/host/src/main.ts'),
  migrate: join(root, 'services/host/src/migrate-main.ts'),
  tie: join(root, 'stack/move/tie-to-desk.ts'),
};

function readPassword(data: string): string {
  try {
    return readFileSync(join(data, 'postgres/password'), 'utf8').trimEnd();
  } catch {
    throw new Refusal(
      `${data} holds no PostgreSQL: start the desk with npm start -- --postgres, or name the target with --to and --database.`,
    );
  }
}
