import type { DomainService } from '@business-m/doctype';
import { z } from 'zod';

/** `GET /health`. `failed` messages were refused for good; somebody has to look at their documents. */
export const healthSchema = z.object({
  status: z.literal('ok'),
  domains: z.record(z.string(), z.object({ outbox: z.object({ pending: z.int(), failed: z.int() }) })),
});

export async function readHealth(services: readonly DomainService[]): Promise<z.infer<typeof healthSchema>> {
  const entries = await Promise.all(services.map(async ({ domain, relay }) => [domain.scope, { outbox: await relay.counts() }] as const));
  return { status: 'ok', domains: Object.fromEntries(entries) };
}
