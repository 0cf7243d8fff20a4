import { type GatewayHealth, gatewayHealthSchema } from '@business-m/contract/operations';
import type { FindHindrance } from '../process/health.ts';

const ANSWER_MS = 2_000;
/** For what may heal: a release that is still being published. */
const PATIENCE_MS = 15_000;

/** Why the gateway at `origin` has no manifest to serve, as it says itself. What only another manifest mends is final at once, the rest after a while. */
export function manifestHindrance(origin: string, file: string, { patienceMs = PATIENCE_MS, now = Date.now } = {}): FindHindrance {
  let known = '';
  let sinceMs = 0;
  return async () => {
    const fault = await readFault(origin);
    if (!fault) return null;
    if (fault.message !== known) [known, sinceMs] = [fault.message, now()];
    const place = fault.path === '' ? '' : `${fault.path}: `;
    const sentence = `The desk has no manifest to serve. ${file} is refused: ${place}${fault.message.replace(/\.?$/, '.')} Mend it, or set MANIFEST_FILE to another one.`;
    return { sentence, isFinal: !fault.retrying || now() - sinceMs >= patienceMs };
  };
}

async function readFault(origin: string): Promise<GatewayHealth['manifest']['error'] | null> {
  try {
    const answer = await fetch(`${origin}/api/gateway/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return gatewayHealthSchema.safeParse(await answer.json()).data?.manifest.error ?? null;
  } catch {
    return null;
  }
}
