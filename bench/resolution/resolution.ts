import { type HydratedState, releaseFor, resolve } from '@business-m/manifest/resolve';
import { type Contender, contest } from '../measure/contest.ts';
import { drawTable, printed } from '../measure/table.ts';
import { fleetOf } from './fleet.ts';

export const sizes = [2, 10, 100, 1_000] as const;

type ResolutionOptions = { rounds: number; seconds: number; say: (line: string) => void };

/** Times one caller's release set for several fleet sizes, beside a peer that plainly copies what each remote's release says. */
export async function benchResolution({ rounds, seconds, say }: ResolutionOptions) {
  const results: Record<string, Awaited<ReturnType<typeof contest>>> = {};
  for (const size of sizes) {
    const state = fleetOf(size);
    const contenders: Contender[] = [
      { name: 'resolve', operation: async (index) => void resolve(state, callerOf(index)) },
      { name: 'plain copy', operation: async (index) => void plainly(state, callerOf(index)) },
    ];
    const sayOf = (line: string) => say(`${size} remotes: ${line}`);
    results[`${size} remotes`] = await contest(contenders, { rounds, roundMs: seconds * 1_000, concurrency: 1, say: sayOf });
  }
  return results;
}

const callerOf = (index: number) => ({
  id: `u-${index}`,
  tenant: index % 7 === 0 ? 'acme' : 'demo',
  roles: index % 3 === 0 ? ['ops', 'stock'] : ['stock'],
});

function plainly(state: HydratedState, caller: ReturnType<typeof callerOf>): string {
  const remotes = Object.keys(state.desired.remotes).map((scope) => structuredClone(releaseFor(state, scope, caller)?.remote));
  return JSON.stringify(remotes);
}

export function drawResolution(results: Awaited<ReturnType<typeof benchResolution>>): string {
  const rows = Object.entries(results).flatMap(([size, summaries]) =>
    Object.entries(summaries).map(([name, found]) => [`${size}: ${name}`, ...[found.perSecond, found.p50Ms, found.p99Ms].map(printed)]),
  );
  return drawTable(['one caller’s release set', 'per s', 'p50 ms', 'p99 ms'], rows);
}
