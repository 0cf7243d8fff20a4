import { ownAddress } from './addresses.ts';
import type { BackingServices } from './backing-services.ts';
import { findMovedDomains, findStrays, planMovedPlace } from './moved-domains.ts';
import { takeMovedPort } from './ports.ts';
import { type PlanOptions, type ServicesPlan, servicesProcess } from './processes.ts';
import { domains, manifestFileOf } from './settings.ts';

type MovedProcessesOptions = PlanOptions & { backing: BackingServices; say: (line: string) => void };
type AllOptions = Omit<MovedProcessesOptions, 'backing'> & { backing: BackingServices | null; own: readonly ServicesPlan[] };

/** Every services process of a desk: its `own`, and beside the monolith on PostgreSQL those of the domains that have moved out of it. */
export async function planServicesProcesses({ own, backing, ...options }: AllOptions) {
  const moved = options.settings.mode === 'postgres' && backing ? await planMovedProcesses({ ...options, backing }) : [];
  return { services: [...own, ...moved], moved };
}

/** The processes of domains that have moved out of the monolith. Adds their databases to `backing`; says where the manifest is wrong. */
async function planMovedProcesses(options: MovedProcessesOptions): Promise<(ServicesPlan & { origin: string })[]> {
  const { settings, ports, secrets, backing, say } = options;
  const { data, movedPorts = {}, env: given = {} } = settings;
  const found = await findMovedDomains(backing.databases.services ?? '');
  const taken: Record<string, number> = { ...ports };
  const plans: (ServicesPlan & { origin: string })[] = [];
  for (const name of found.keys()) {
    const own = await takeMovedPort(name, movedPorts[name], taken);
    taken[name] = own;
    const { origin, database, env } = planMovedPlace({ domain: name, data, ports: { ...ports, own }, secrets, env: process.env });
    backing.databases[name] = database.url;
    plans.push({ ...servicesProcess(name, origin, { ...env, ...given }), origin });
  }
  const places = domains.map((domain) => ({
    domain,
    origin: `http://${ownAddress(process.env.HOST)}:${taken[domain] ?? movedPorts[domain]}`,
    state: found.get(domain) ?? ('home' as const),
  }));
  for (const line of findStrays(manifestFileOf(settings), places)) say(line);
  return plans;
}
