import { gatewayHealthSchema } from '@business-m/contract/operations';
import { boundedFetch, describeFetchError, jsonOrNull } from '@business-m/manifest/store';
import { checkClock } from './check-clock.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const HEALTH_MS = 10_000;
const HEALTH_LIMIT_BYTES = 4 * 1_048_576;

/** What the gateway says of itself. */
export async function checkGateway(gateway: string, now: () => Date): Promise<Finding[]> {
  try {
    const limits = { timeoutMs: HEALTH_MS, limitBytes: HEALTH_LIMIT_BYTES };
    const { status, headers, bytes } = await boundedFetch(`${gateway}/api/gateway/health`, limits);
    const clock = checkClock(headers.get('date'), now());
    if (status !== 200) return [fail('gateway', `its health answers ${status}`, 'look at the gateway’s log', gateway), clock];
    const health = gatewayHealthSchema.safeParse(jsonOrNull(bytes)).data;
    if (!health)
      return [fail('gateway', 'its health is not that of a gateway of this version', 'look at what answers there', gateway), clock];
    const away = health.store.awaySince;
    const message = `the store of manifests has been away since ${away}; the last good one is served`;
    return [
      ok('gateway', 'it answers', gateway),
      clock,
      ...(away ? [warn('store', message, 'look at NATS, or at the folder of manifests')] : []),
      ...health.conflicts.map(({ doctype, owner, claimedBy }) => {
        const both = `${owner} and ${claimedBy} both claim the DocType ${doctype}; ${owner} has it`;
        return fail('upstream', both, 'let one service alone own a DocType');
      }),
    ];
  } catch (error) {
    const remedy = 'start the desk, or say where it is with --gateway';
    return [fail('gateway', `it cannot be reached: ${describeFetchError(error)}`, remedy, gateway)];
  }
}
