import { gatewayHealthSchema } from '@business-m/contract/operations';
import { boundedFetch, describeFetchError, jsonOrNull } from '@business-m/manifest/store';
import { type Finding, fail, ok, warn } from './finding.ts';

const HEALTH_MS = 10_000;
const HEALTH_LIMIT_BYTES = 4 * 1_048_576;
const WARN_S = 5;
/** Tokens live a minute: past this, a signed call is refused as expired or as made in the future. */
const FAIL_S = 50;

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

/** How far this machine's clock is from the gateway's, whose `Date` is whole seconds. */
function checkClock(date: string | null, now: Date): Finding {
  if (date === null || Number.isNaN(Date.parse(date)))
    return warn('clock', 'the gateway’s answers have no Date', 'let the proxy in front of it pass the header Date on');
  const skewS = Math.round((now.getTime() - Date.parse(date)) / 1_000);
  const difference = Math.abs(skewS) <= 1 ? 'the same as' : `${Math.abs(skewS)} s ${skewS > 0 ? 'ahead of' : 'behind'}`;
  const remedy = 'set both clocks by NTP: signed tokens live a minute, and revisions carry the time';
  const message = `this machine’s clock is ${difference} the gateway’s`;
  if (Math.abs(skewS) < WARN_S) return ok('clock', message);
  return (Math.abs(skewS) >= FAIL_S ? fail : warn)('clock', message, remedy);
}
