import type { DomainService } from '@business-m/doctype';
import { expect, test, vi } from 'vitest';
import { createHostedDomain } from './hosted-domain.ts';

function open() {
  const relay = { start: vi.fn(), stop: vi.fn(async () => {}) };
  const server = { stop: vi.fn(async () => {}) };
  const serve = vi.fn(async () => server);
  // Of a service it uses nothing else.
  const service = { relay } as unknown as DomainService;
  const domain = createHostedDomain({ scope: 'wms', service, messages: {}, db: null as never, schema: 'wms', serve });
  return { domain, relay, server, serve };
}

test('accepts calls of its process when its tables exist, and others when it is served', async () => {
  const { domain, relay, serve } = open();
  expect([domain.phase(), domain.takesCalls(), domain.standing()]).toEqual(['starting', false, 'closed']);
  domain.prepare();
  expect([domain.phase(), domain.takesCalls(), domain.standing()]).toEqual(['seeding', true, 'closed']);
  expect(relay.start).toHaveBeenCalled();
  expect(serve).not.toHaveBeenCalled();
  await domain.resume();
  await domain.resume();
  expect([domain.phase(), domain.takesCalls(), domain.standing()]).toEqual(['serving', true, 'open']);
  expect(serve).toHaveBeenCalledOnce();
});

test('waits for running work before it pauses', async () => {
  const { domain, relay, server } = open();
  domain.prepare();
  await domain.resume();
  const work = Promise.withResolvers<string>();
  const running = domain.track(() => work.promise);
  let paused = false;
  const pausing = domain.pause().then(() => {
    paused = true;
  });
  await vi.waitFor(() => expect(server.stop).toHaveBeenCalledOnce());
  expect([domain.phase(), paused]).toEqual(['paused', false]);
  work.resolve('done');
  expect(await running).toBe('done');
  await pausing;
  expect(relay.stop).toHaveBeenCalledOnce();
});

test('delivers no message of a moved domain, also at the end of the process', async () => {
  const { domain, relay } = open();
  await domain.giveUp();
  await domain.stop(100);
  expect(relay.stop).not.toHaveBeenCalled();
  await domain.resume();
  await domain.giveUp();
  await domain.stop(100);
  expect(relay.stop).toHaveBeenCalledOnce();
  expect([domain.phase(), domain.standing()]).toEqual(['given-up', 'given-up']);
});
