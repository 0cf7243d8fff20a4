import { setTimeout as delay } from 'node:timers/promises';
import type { DemoDocument, DomainService } from '@business-m/doctype';
import { type CallContext, Unavailable } from '@business-m/protocols';

const DEADLINE_MS = 30_000;
/** How long a posting may be under way, over NATS and through restarts of whoever takes it. */
const SETTLED_MS = 60_000;
const LOOK_AGAIN_MS = 10;

/** Writes a document and waits for its messages, so that ledgers are in the same order however many processes there are. */
export async function writeDocument(service: DomainService, tenant: string, document: DemoDocument, key: string): Promise<void> {
  const { doctype, values, submit, cancel } = document;
  const call = (step: string) => callFor(service, tenant, `seed-${key}-${step}`);
  try {
    const { id } = await service.documents.create(doctype, values, call('create'));
    if (submit || cancel) {
      await service.documents.submit(doctype, id, call('submit'));
      await settled(service);
    }
    if (cancel) {
      await service.documents.cancel(doctype, id, call('cancel'));
      await settled(service);
    }
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the demo company does not fit its own rules: ${doctype} ${JSON.stringify(values).slice(0, 300)}: ${reason}`, {
      cause: error,
    });
  }
}

/** Until the outbox holds nothing that is on its way. */
async function settled({ relay, domain }: DomainService): Promise<void> {
  const end = Date.now() + SETTLED_MS;
  for (;;) {
    await relay.drain();
    const { pending, dispatched } = await relay.counts();
    if (pending + dispatched === 0) return;
    if (Date.now() > end) throw new Unavailable(`What ${domain.scope} sends to other domains does not arrive.`);
    await delay(LOOK_AGAIN_MS);
  }
}

export async function isEmpty(service: DomainService, tenant: string): Promise<boolean> {
  for (const { doctype } of service.discovery.docTypes) {
    const { total } = await service.documents.list(doctype, new URLSearchParams({ limit: '1' }), callFor(service, tenant));
    if (total > 0) return false;
  }
  return true;
}

/** The seeder has all roles of the domain. */
function callFor({ domain }: DomainService, tenant: string, idempotencyKey?: string): CallContext {
  const roles = [...new Set(domain.docTypes.flatMap(({ permissions }) => permissions.map(({ role }) => role)))];
  return {
    tenant,
    user: 'demo@example.com',
    roles,
    deadlineMs: Date.now() + DEADLINE_MS,
    trace: 'seed',
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
