import { historySchema } from '@business-m/contract/admin';
import { createEditor } from '@business-m/manifest/edit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startAdminGateway } from '../admin/testing/admin-gateway.ts';
import { wanted } from '../admin/testing/call-admin.ts';
import { shopDocuments } from '../admin/testing/shop-documents.ts';
import { createMemoryCounts } from '../telemetry/memory-counts.ts';
import { createHaltWatch } from './halt-watch.ts';

const MINUTE_MS = 60_000;

async function setUp(policy: Record<string, unknown> = { halt: { enabled: true } }) {
  const gateway = await startAdminGateway({ documents: (releases) => shopDocuments(releases, policy) });
  let timeMs = Date.now();
  const now = () => new Date(timeMs);
  const counts = createMemoryCounts({ secret: 'secret', now: () => timeMs });
  const log = { info: vi.fn(), warn: vi.fn() };
  const watchWith = (editor = gateway.editor) => {
    const watch = createHaltWatch({ manifest: gateway.manifest, counts, editor, environment: 'prod', log, everyMs: 3_600_000, now });
    onTestFinished(() => watch.close());
    return watch;
  };
  const stable = Object.values(gateway.manifest.current()?.desired.remotes ?? {})[0]?.releases.stable ?? '';
  const canary = await gateway.releases.source.latest('', 'shop');
  const change = async (...changes: Parameters<typeof wanted>) => {
    const seen = (await gateway.documents.head('prod'))?.number ?? 0;
    const { status, body } = await gateway.call('POST', '/environments/prod/changes', { seen, body: wanted(...changes) });
    if (status !== 200) throw new Error(JSON.stringify(body));
    await vi.waitUntil(() => gateway.manifest.current()?.revision === body.revision.number);
  };
  const begin = () => change({ kind: 'release', scope: 'shop', release: canary, shareBps: 1_000 });
  const report = (release: string, users: number, failing: number, who = release) => {
    for (let user = 0; user < users; user += 1)
      counts.record(`${who}-${user}`, [
        user < failing ? { scope: 'shop', release, kind: 'crashed', code: 'broken' } : { scope: 'shop', release, kind: 'ready' },
      ]);
  };
  const head = async () => {
    const revision = await gateway.documents.head('prod');
    return { ...revision, releases: JSON.parse(revision?.text ?? '{}').remotes.shop.releases };
  };
  const pass = (ms: number) => {
    timeMs += ms;
  };
  return { ...gateway, counts, log, watchWith, stable, canary, change, begin, report, head, pass };
}

test('a canary that fails is taken back, with the evidence in the history, and stable stays', async () => {
  const { watchWith, begin, report, head, call, stable, canary } = await setUp();
  const watch = watchWith();
  await begin();
  report(stable, 200, 2);
  report(canary, 30, 12);
  await watch.look();
  const { releases } = await head();
  expect(releases).toEqual({
    stable,
    halted: { release: canary, at: expect.any(String), reason: expect.stringMatching(/^Clearly worse/) },
  });
  const { body } = await call('GET', '/environments/prod/history');
  expect(historySchema.parse(body).items[0]?.revision).toMatchObject({
    author: { id: 'automatic-halt', name: 'Automatic halt' },
    reason: expect.stringMatching(/12 of 30 users.*Most often crashed \(broken\), 12 users\./),
    changes: [{ kind: 'halt', scope: 'shop', release: canary }],
    evidence: {
      canary: { release: canary, users: 30, failed: 12 },
      stable: { release: stable, users: 200, failed: 2 },
      failures: [{ kind: 'crashed', code: 'broken', users: 12 }],
    },
  });
});

test.each<[string, Record<string, unknown>, number]>([
  ['the policy says nothing of it', {}, 12],
  ['the policy switched it off', { halt: { enabled: false } }, 12],
  ['the canary is as good as stable', { halt: { enabled: true } }, 0],
  ['more users are asked for', { halt: { enabled: true, minUsers: 31 } }, 12],
])('nothing is halted when %s', async (_, policy, failing) => {
  const { watchWith, begin, report, head, stable, canary } = await setUp(policy);
  const watch = watchWith();
  await begin();
  report(stable, 200, 2);
  report(canary, 30, failing);
  await watch.look();
  expect((await head()).releases.canary).toEqual({ release: canary, shareBps: 1_000 });
});

test('of several gateways that decide at once one halts, and the others say nothing', async () => {
  const { watchWith, begin, report, documents, preview, stable, canary, log } = await setUp();
  await Promise.resolve();
  const watches = Array.from({ length: 5 }, () => watchWith(createEditor({ documents, preview })));
  await begin();
  report(stable, 200, 2);
  report(canary, 30, 12);
  await Promise.all(watches.map((watch) => watch.look()));
  await Promise.all(watches.map((watch) => watch.look()));
  const history = await documents.history('prod', { limit: 100 });
  expect(history.filter(({ author }) => author.id === 'automatic-halt')).toHaveLength(1);
  expect(log.warn).toHaveBeenCalledTimes(1);
});

test('an edit that came first is not overwritten; if the canary is still there, the next look halts it', async () => {
  const { watchWith, begin, report, head, documents, manifest, stable, canary, log } = await setUp();
  const watch = watchWith();
  await begin();
  report(stable, 200, 2);
  report(canary, 30, 12);
  const before = await head();
  const text = `${before.text?.trimEnd().slice(0, -1).trimEnd()},\n  "followLatest": true\n}\n`;
  const written = documents.write('prod', { parent: before.number ?? 0, author: { id: 'ann', name: 'Ann' }, reason: 'other', text });
  const { number } = await written;
  await watch.look();
  await vi.waitUntil(() => (manifest.current()?.revision ?? 0) >= number);
  await watch.look();
  const after = await head();
  expect(after.text).toContain('followLatest');
  expect(after.releases).toMatchObject({ stable, halted: { release: canary } });
  expect(log.warn).toHaveBeenCalledTimes(1);
});

test('a locked environment is protected too', async () => {
  const { watchWith, begin, change, report, head, stable, canary } = await setUp();
  const watch = watchWith();
  await begin();
  await change({ kind: 'lock', reason: 'Year end' });
  report(stable, 200, 2);
  report(canary, 30, 12);
  await watch.look();
  expect((await head()).releases.halted).toMatchObject({ release: canary });
});

test('what was reported before a trial began says nothing about it', async () => {
  const { watchWith, begin, change, report, head, pass, stable, canary } = await setUp();
  const watch = watchWith();
  report(canary, 30, 30, 'early');
  pass(MINUTE_MS);
  await begin();
  report(stable, 200, 2);
  report(canary, 25, 0);
  await watch.look();
  expect((await head()).releases.canary).toBeTruthy();
  // More users of the same trial: it goes on counting.
  await change({ kind: 'release', scope: 'shop', release: canary, shareBps: 5_000 });
  report(canary, 30, 20, 'later');
  await watch.look();
  expect((await head()).releases.halted).toMatchObject({ release: canary });
});

test('a canary whose handlers throw is taken back, with what they threw as evidence', async () => {
  const { watchWith, begin, counts, report, head, stable, canary } = await setUp();
  const watch = watchWith();
  await begin();
  report(stable, 200, 0);
  report(canary, 30, 0);
  const thrown = { message: 'TypeError: rate is undefined', stack: 'save items.js:1:20' };
  for (let user = 0; user < 12; user += 1)
    counts.record(`${canary}-${user}`, [{ scope: 'shop', release: canary, kind: 'uncaught', code: 'error-1', thrown }]);
  await watch.look();
  const { releases, reason, evidence } = await head();
  expect(releases.halted).toMatchObject({ release: canary });
  expect(reason).toMatch(/12 of 30 users.*Most often uncaught \(TypeError: rate is undefined\), 12 users\./);
  expect(evidence).toMatchObject({ failures: [{ kind: 'uncaught', code: 'error-1', users: 12, thrown }] });
});

test('much slower is worse too, a little slower is not', async () => {
  const { watchWith, begin, counts, report, head, stable, canary } = await setUp();
  const watch = watchWith();
  await begin();
  report(stable, 200, 0);
  report(canary, 40, 0);
  const slow = (users: number) => {
    for (let user = 0; user < users; user += 1) counts.record(`${canary}-${user}`, [{ scope: 'shop', release: canary, kind: 'slow' }]);
  };
  slow(10);
  await watch.look();
  expect((await head()).releases.canary).toBeTruthy();
  slow(20);
  await watch.look();
  expect((await head()).evidence).toMatchObject({
    canary: { users: 40, failed: 20 },
    rule: expect.stringMatching(/^slow screens: 20 of 40/),
  });
});
