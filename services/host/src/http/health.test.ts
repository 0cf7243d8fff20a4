import type { NatsLink } from '@business-m/adapters';
import { expect, test } from 'vitest';
import { createProcessState } from '../state/process-state.ts';
import { readHealth } from './health.ts';

const domains = { all: () => [] } as never;
const state = createProcessState((() => null) as never, {} as never);

const healthWith = (status: ReturnType<NatsLink['status']>) =>
  readHealth({ domains, mode: 'enterprise', state, link: { status: () => status } as NatsLink });

test('reports a NATS without working JetStream as unhealthy', async () => {
  const since = '2026-01-01T00:00:00.000Z';
  expect(await healthWith({ state: 'connected', since })).toMatchObject({ status: 'ok', nats: { message: null } });
  const lastError = 'JetStream did not store the message: maximum messages exceeded';
  expect(await healthWith({ state: 'connected', since, lastError })).toMatchObject({ status: 'degraded', nats: { message: lastError } });
  expect(await healthWith({ state: 'connecting', since, lastError: 'nothing listens there' })).toMatchObject({ status: 'degraded' });
});
