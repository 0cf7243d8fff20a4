import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { domainEnd } from '../../../cli/move/domain-end.ts';
import { abortMove, checkMove, type MovePlan, runMove } from '../../../cli/move/run-move.ts';
import { openTestEnd, SECRET, serveEnd } from '../../../services/host/src/move/testing.ts';
import { root } from '../../../stack/workspace.ts';

const { PATH, NODE_COMPILE_CACHE } = process.env;
/** Before and after: expect, check, the hold, fence, copy, leave, open, the switch. */
const MOMENTS = 16;
/** From here on the source may have given the domain up; what is undone before is finished after. */
const LEAVES = 11;
const LEFT = 12;
/** Every third moment in a short run, which ones by the seed; all of them in the full matrix. */
const EVERY = process.env.DESK_TEST_WHOLE ? 1 : 3;
const FIRST = 1 + (Number(process.env.DESK_TEST_SEED ?? 1) % EVERY);
const EMPTY = '{ "backend": {"mode":"indie",\n\t"scopes": { "shop": {}, "yard": { "hold": true } } }, "remotes": {} }\n';

/** Two ends that serve, a manifest, and a gateway that knows what it says. */
async function setUp() {
  const [source, target] = [await openTestEnd(), await openTestEnd()];
  const [from, to] = [await serveEnd(source), await serveEnd(target)];
  const folder = mkdtempSync(join(tmpdir(), 'desk-move-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const manifestFile = join(folder, 'desk.json');
  const scope = () => JSON.parse(readFileSync(manifestFile, 'utf8')).backend.scopes.shop;
  const gateway = await serveHealth(() => ({ manifest: {}, upstreams: { shop: { status: 'up', ...(scope().hold && { held: 0 }) } } }));
  const plan: MovePlan = {
    scope: 'shop',
    source: domainEnd(from, 'shop', SECRET),
    target: domainEnd(to, 'shop', SECRET),
    database: target.url,
    manifestFile,
    upstream: to,
    gateway,
    say: () => {},
    signal: new AbortController().signal,
  };

  /** The command as it is typed; killed at a moment of change. */
  async function kill(moment: number): Promise<{ signal: NodeJS.Signals | null; code: number | null }> {
    const options = ['--to', to, '--from', from, '--database', target.url, '--manifest', manifestFile, '--gateway', gateway];
    const preload = ['--import', join(root, 'manifest/testing/kill-at-call.ts')];
    const child = spawn(process.execPath, [...preload, join(root, 'cli/main.ts'), 'move', 'shop', ...options], {
      cwd: root,
      env: { PATH, NODE_COMPILE_CACHE, SERVICE_SECRET: SECRET, DIE_AT_CALL: String(moment) },
      stdio: 'ignore',
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  }

  async function begin() {
    await source.reset();
    await target.reset();
    await source.fill();
    writeFileSync(manifestFile, EMPTY);
  }
  async function expectMoved() {
    expect([source.standing(), target.standing(), scope()]).toEqual(['given-up', 'open', { upstream: to }]);
    expect(await target.bills()).toEqual(await source.bills());
    expect(await target.bills()).toHaveLength(100);
  }
  async function expectBefore() {
    expect([source.standing(), target.standing(), scope()]).toEqual(['open', 'open', {}]);
    expect(await target.bills()).toEqual([]);
    await source.query('update shop.bill set total = total');
  }
  await begin();
  return { source, target, plan, kill, begin, expectMoved, expectBefore };
}

async function serveHealth(health: () => object): Promise<string> {
  const server = createServer((_, response) => void response.end(JSON.stringify(health())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('finishes or undoes a move that was killed at any call, when it is run again', async () => {
  const { plan, kill, begin, expectMoved, expectBefore } = await setUp();
  for (let moment = FIRST; moment <= MOMENTS; moment += EVERY) {
    await begin();
    expect([moment, (await kill(moment)).signal]).toEqual([moment, 'SIGKILL']);
    if (moment >= LEFT)
      await expect(abortMove(plan)).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('without --abort') });
    else if (moment % 4 < 2 || moment === LEAVES) {
      await abortMove(plan);
      await expectBefore();
    }
    await runMove(plan);
    await expectMoved();
  }
  expect(await runMove(plan)).toMatchObject({ outcome: 'already-moved' });
  // These were all: one more moment does not come.
  await begin();
  expect((await kill(MOMENTS + 1)).code).toBe(0);
  await expectMoved();
}, 540_000);

test('changes nothing in a dry run, and no character of the file but its own in a move', async () => {
  const { plan } = await setUp();
  const read = () => readFileSync(plan.manifestFile, 'utf8');
  const tables = [
    { name: 'bill', rows: 100 },
    { name: 'doctype_outbox', rows: 0 },
  ];
  expect(await checkMove(plan)).toMatchObject({ outcome: 'checked', check: { tables } });
  // Before the target has been made, and without a word to it.
  const nowhere: MovePlan = { ...plan, database: null, target: domainEnd('http://127.0.0.1:9', 'shop', SECRET) };
  expect(await checkMove(nowhere)).toMatchObject({ outcome: 'checked', check: { tables } });
  expect(read()).toBe(EMPTY);
  expect(await runMove(plan)).toMatchObject({ outcome: 'moved', tables: { bill: { rows: 100, sums: { total: '5555.00' } } } });
  expect(read()).toBe(EMPTY.replace('"shop": {}', `"shop": { "upstream": "${plan.upstream}" }`));
  expect(await checkMove(plan)).toMatchObject({ outcome: 'already-moved' });
});

test('undoes a failure before the domain has left, and says why', async () => {
  const { plan, target, expectBefore } = await setUp();
  await target.query('create rule spoil as on insert to shop.bill do also update shop.bill set total = total + 0.01 where id = 7');
  await expect(runMove(plan)).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('bill arrived otherwise than it left'),
  });
  await target.query('drop rule spoil on shop.bill');
  await expectBefore();
  const stop = new AbortController();
  const say = (line: string) => line.includes('nothing changes any more') && stop.abort(new Error('it was interrupted'));
  await expect(runMove({ ...plan, signal: stop.signal, say })).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('interrupted'),
  });
  await expectBefore();
  await target.fill();
  for (const attempt of [checkMove, runMove]) await expect(attempt(plan)).rejects.toThrow('The target is not empty: shop.bill has rows.');
  expect(await target.bills()).toHaveLength(100);
  expect(await abortMove(plan)).toMatchObject({ outcome: 'nothing-to-undo' });
}, 180_000);
