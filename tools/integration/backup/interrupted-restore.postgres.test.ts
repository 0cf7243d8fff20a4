import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { abortRestore, runRestore } from '../../../cli/backup/run-restore.ts';
import { type ServicesEnd, servicesEnd } from '../../../cli/backup/services-end.ts';
import { SECRET } from '../../../services/host/src/testing/sign-token.ts';
import { snapshot } from '../../../services/host/src/testing/snapshot.ts';
import { allInOneOnPostgres } from '../../../services/host/src/testing/test-layout.ts';
import { backUp, openServedHost, restorePlan, type ServedHost, temporaryFolder } from './testing.ts';

/** One process whose domains have a database each: what is committed in one is not yet in the others. */
const layout = { ...allInOneOnPostgres, databasePerDomain: true };
/** Every call in the full matrix. */
const WHOLE = Boolean(process.env.DESK_TEST_WHOLE);
const ends: (() => Promise<void> | void)[] = [];
const finished = (end: () => Promise<void> | void) => void ends.push(end);
let folder: string;
let company: Record<string, string>;
beforeAll(async () => {
  const source = await openServedHost({ layout }, finished);
  await fill(source, 'Nos', '1000');
  folder = join(temporaryFolder(finished), 'backup');
  await backUp(source, folder);
  company = await contentOf(source);
  return async () => {
    for (const end of ends.toReversed()) await end();
  };
});

async function fill(host: ServedHost, uom_name: string, account_number: string): Promise<void> {
  for (const [doctype, body] of [
    ['uom', { uom_name }],
    ['account', { account_number, account_name: 'Bank', root_type: 'asset' }],
    ['warehouse', { warehouse_code: uom_name, warehouse_name: 'Main' }],
  ] as const)
    expect((await host.fetch('POST', `/api/resource/${doctype}`, { body })).status).toBe(201);
}

/** Without what each database knows of its own making. */
async function contentOf(host: ServedHost): Promise<Record<string, string>> {
  const hashes = Object.entries(await snapshot(host));
  return Object.fromEntries(hashes.filter(([table]) => !/_(migration|baking|release)$/.test(table)));
}

/** From its n-th call on the command is not there any more; `after`: the process still does what it was called for. */
function dying(end: ServicesEnd, moment: number, after: boolean) {
  let calls = 0;
  const dead = () => new Error('the command was killed');
  const wrap =
    <Args extends unknown[], T>(step: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      calls += 1;
      if (calls > moment || (calls === moment && !after)) throw dead();
      const answer = await step(...args);
      if (calls === moment) throw dead();
      return answer;
    };
  const { begin, settle, load, verify, commit, open, undo } = end;
  const wrapped: ServicesEnd = {
    ...end,
    begin: wrap(begin),
    settle: wrap(settle),
    load: wrap(load),
    verify: wrap(verify),
    commit: wrap(commit),
    open: wrap(open),
    undo: wrap(undo),
  };
  return { end: wrapped, calls: () => calls };
}

test('finishes or undoes a restore whose command died at any call, and serves no half of it', async () => {
  const target = await openServedHost({ layout });
  const [end] = target.services as [ServicesEnd];
  const restore = (services: ServicesEnd[]) => runRestore(restorePlan({ services }, folder, { replace: true }));
  const counted = dying(end, Number.POSITIVE_INFINITY, false);
  await restore([counted.end]);
  expect(await contentOf(target)).toEqual(company);

  const all = counted.calls();
  const [loaded, committed, opened] = [all - 2, all - 1, all];
  const moments: [number, boolean][] = WHOLE
    ? Array.from({ length: all }, (_, index) => [index + 1, index % 2 === 0])
    : [
        [3, false],
        [loaded, true],
        [committed, true],
        [opened, false],
      ];
  for (const [moment, after] of moments) {
    const what = `${moment} of ${all}, ${after}`;
    await fill(target, `Unit ${moment}${after}`, `2${moment}${Number(after)}`);
    const before = await contentOf(target);
    await expect(restore([dying(end, moment, after).end]), what).rejects.toThrow();
    const standings = new Set(target.domains.map((domain) => domain.standing()));
    if (moment === opened && after) {
      expect([what, ...standings, await contentOf(target)]).toEqual([what, 'open', company]);
    } else if (moment < committed || (moment === committed && !after)) {
      expect([what, ...standings]).toEqual([what, 'closed']);
      expect((await target.fetch('GET', '/api/resource/uom')).status).toBe(421);
      await abortRestore(restorePlan(target, folder));
      expect(await contentOf(target), what).toEqual(before);
      expect((await target.fetch('GET', '/api/resource/uom')).status).toBe(200);
    } else {
      expect([what, ...standings]).toEqual([what, 'closed']);
      await expect(abortRestore(restorePlan(target, folder))).rejects.toThrow('cannot be brought back');
    }
    await restore(target.services);
    expect(await contentOf(target), what).toEqual(company);
    expect(new Set(target.domains.map((domain) => domain.standing()))).toEqual(new Set(['open']));
  }
}, 540_000);

test('lets the later of two commands go on, and tells the other one', async () => {
  const target = await openServedHost({ layout });
  const [first] = target.services as [ServicesEnd];
  const second = servicesEnd(first.origin, SECRET);
  const restore = (end: ServicesEnd) => runRestore(restorePlan({ services: [end] }, folder));
  let loads = 0;
  const overtaken: ServicesEnd = {
    ...first,
    async load(...page) {
      loads += 1;
      if (loads === 2) await restore(second);
      return first.load(...page);
    },
  };
  await expect(restore(overtaken)).rejects.toThrow(/Another command has taken up this restore since\. That one says how it ends\.$/);
  expect(await contentOf(target)).toEqual(company);
  expect(new Set(target.domains.map((domain) => domain.standing()))).toEqual(new Set(['open']));
}, 240_000);

test('goes on with what was begun, without undoing it first', async () => {
  const target = await openServedHost({ layout });
  const [end] = target.services as [ServicesEnd];
  for (const moment of [2, 9])
    await expect(runRestore(restorePlan({ services: [dying(end, moment, true).end] }, folder))).rejects.toThrow();
  const other = join(temporaryFolder(), 'other');
  await expect(backUp(target, other)).rejects.toThrow('being moved or restored');
  expect(existsSync(other)).toBe(false);
  await runRestore(restorePlan(target, folder));
  expect(await contentOf(target)).toEqual(company);
  // Nothing is left of it: the same backup again is a restore over data.
  await expect(runRestore(restorePlan(target, folder))).rejects.toMatchObject({
    message: expect.stringContaining('was restored here before'),
  });
  await backUp(target, other);
  expect(existsSync(join(other, 'backup.json'))).toBe(true);
}, 240_000);
