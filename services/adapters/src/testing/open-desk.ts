import { randomUUID } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import { onTestFinished, vi } from 'vitest';
import { createExampleLedger } from '../contract/samples.ts';
import { connectNats, type NatsLink, type NatsOptions } from '../nats/nats-link.ts';
import { type NatsServices, serveNats } from '../nats/serve-nats.ts';

/** A prefix nobody else on the server uses. */
export const freshPrefix = (): string => `test-${randomUUID().slice(0, 8)}`;

/** A connected link that is closed, and whose streams are deleted, when the test has ended. */
export async function openLink(options: NatsOptions): Promise<NatsLink> {
  const link = await connectNats(options);
  onTestFinished(async () => {
    await removeStreams(link).catch(() => {});
    await link.close();
  });
  await vi.waitFor(() => link.connection(), { timeout: 10_000, interval: 10 });
  return link;
}

/** A domain `finance` that answers on `link` until the test has ended; owns the DocType `item`. */
export async function serveFinance(link: NatsLink, services: Partial<NatsServices> = {}): Promise<{ stop(): Promise<void> }> {
  const served = await serveNats(link, {
    scope: 'finance',
    ledger: createExampleLedger(),
    references: { protocol: { resolve: async () => [] }, doctypes: ['item'] },
    usage: { find: async () => null },
    ...services,
  });
  onTestFinished(() => served.stop());
  // The server has the subscriptions once it answers what was sent after them.
  await link.connection().flush();
  return served;
}

async function removeStreams(link: NatsLink): Promise<void> {
  const manager = await jetstreamManager(link.connection(), { checkAPI: false });
  await Promise.allSettled(Object.values(link.subjects.streams).map(({ name }) => manager.streams.delete(name)));
}
