import { setTimeout as delay } from 'node:timers/promises';
import { type GatewayHealth, gatewayHealthSchema } from '@business-m/contract/operations';
import { boundedFetch, jsonOrNull } from '@business-m/manifest/store';
import { DeskFailure } from '../desk-failure.ts';

const POLL_MS = 100;
const LIMIT_MS = 10_000;
/** Gateways look at the file at least every two seconds. */
const BLIND_MS = 3_000;

/** Waits until the gateway keeps (or no longer keeps) the scope's calls waiting. One that cannot be asked is given time to have seen the edit. */
export async function waitForHold(gateway: string, scope: string, wanted: boolean, say: (line: string) => void): Promise<void> {
  const endMs = Date.now() + LIMIT_MS;
  while (Date.now() < endMs) {
    const health = await readHealth(gateway);
    if (health === null) {
      say(`the gateway at ${gateway} does not answer: it is given ${BLIND_MS / 1000} s to see the edit (--gateway says where it is)`);
      await delay(BLIND_MS);
      return;
    }
    const { error } = health.manifest;
    if (error) throw new DeskFailure(`The gateway does not accept the manifest: ${error.path}: ${error.message}`);
    const upstream = health.upstreams[scope];
    if (upstream && (upstream.held !== undefined) === wanted) return;
    await delay(POLL_MS);
  }
  const late = `has not taken the edit of the manifest within ${LIMIT_MS / 1000} s: does it watch this file?`;
  throw new DeskFailure(`The gateway at ${gateway} ${late}`);
}

async function readHealth(gateway: string): Promise<GatewayHealth | null> {
  const url = `${gateway.replace(/\/$/, '')}/api/gateway/health`;
  const answer = await boundedFetch(url, { timeoutMs: 2_000, limitBytes: 1_048_576 }).catch(() => null);
  return answer?.status === 200 ? (gatewayHealthSchema.safeParse(jsonOrNull(answer.bytes)).data ?? null) : null;
}
