import { randomUUID } from 'node:crypto';
import { type LedgerProtocol, type ReferenceProtocol, referenceContract, type UsageProtocol, usageContract } from '@business-m/protocols';
import { jetstreamManager } from '@nats-io/jetstream';
import { onTestFinished, vi } from 'vitest';
import { natsClient } from '../nats/nats-client.ts';
import { connectNats, type NatsLink, type NatsOptions } from '../nats/nats-link.ts';
import { type NatsServices, served, serveNats } from '../nats/serve-calls.ts';
import { createExampleLedger, postContract } from './samples.ts';

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

interface FinanceServices extends Pick<NatsServices, 'concurrency' | 'onFault'> {
  ledger?: LedgerProtocol;
  references?: ReferenceProtocol;
  usage?: UsageProtocol;
}

/** The ledger's `post` as a call. */
export const natsLedger = (link: NatsLink) => natsClient(link, postContract, () => 'post');

/** A domain `finance` that answers on `link` until the test has ended; owns the DocType `item`. */
export async function serveFinance(
  link: NatsLink,
  {
    ledger = createExampleLedger(),
    references = { resolve: async () => [] },
    usage = { find: async () => null },
    ...options
  }: FinanceServices = {},
): Promise<{ stop(): Promise<unknown> }> {
  const finance = await serveNats(link, {
    scope: 'finance',
    calls: [
      served(postContract, ledger, ['post']),
      served(referenceContract, references, ['item']),
      served(usageContract, usage, ['finance']),
    ],
    messages: { ledger },
    ...options,
  });
  onTestFinished(async () => void (await finance.stop()));
  // The server has the subscriptions once it answers what was sent after them.
  await link.connection().flush();
  return finance;
}

async function removeStreams(link: NatsLink): Promise<void> {
  const manager = await jetstreamManager(link.connection(), { checkAPI: false });
  await Promise.allSettled(Object.values(link.subjects.streams).map(({ name }) => manager.streams.delete(name)));
}
