import { createEditor } from '@business-m/manifest/edit';
import type { RevisionStore } from '@business-m/manifest/store';
import { expect, test } from 'vitest';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { wanted } from './testing/call-admin.ts';
import { publishShop, shopDocuments } from './testing/shop-documents.ts';

const ann = { id: 'ann', name: 'Ann' };
const ben = { id: 'ben', name: 'Ben' };
const cleo = { id: 'cleo', name: 'Cleo' };
const decision = (author = ben) => ({ author, reason: 'looked at it' });
class Killed extends Error {}

async function start(wrap?: (documents: RevisionStore) => RevisionStore) {
  const gateway = await startAdminGateway({ documents: (releases) => shopDocuments(releases, { approval: true }), ...(wrap && { wrap }) });
  const ids = publishShop(gateway.releases);
  const { documents, preview } = gateway;
  const head = async () => (await documents.head('prod'))?.number ?? 0;
  const propose = async (...changes: Parameters<typeof wanted>) => {
    const outcome = await gateway.editor.edit('prod', wanted(...changes), { author: ann, reason: 'wanted', parent: await head() });
    if (outcome.outcome !== 'proposed') throw new Error(outcome.outcome);
    return outcome.proposal.id;
  };
  const release = (shareBps = 10_000) => propose({ kind: 'release', scope: 'shop', release: ids.next, shareBps });
  /** An editor of another process, after this one died. */
  const other = createEditor({ documents, preview });
  const stateOf = async (id: string) => (await other.proposals('prod')).items.find(({ proposal }) => proposal.id === id)?.proposal;
  return { ...gateway, ids, head, propose, release, other, stateOf };
}

/** Dies at the `count`th write of `name` from now on: before it, or right after it. */
function killer() {
  const plan = { name: '', count: 0, after: false };
  const wrap = (documents: RevisionStore): RevisionStore => ({
    ...documents,
    async write(name, draft) {
      const dies = name === plan.name && --plan.count === 0;
      if (dies && !plan.after) throw new Killed();
      const revision = await documents.write(name, draft);
      if (dies) throw new Killed();
      return revision;
    },
  });
  return { wrap, kill: (name: string, count: number, after: boolean) => Object.assign(plan, { name, count, after }) };
}

test.each([
  ['before the approval is noted', 'prod.proposals', 1, false, false],
  ['after the approval is noted', 'prod.proposals', 1, true, false],
  ['before the environment is written', 'prod', 1, false, false],
  ['after the environment is written', 'prod', 1, true, true],
  ['before the proposal is marked', 'prod.proposals', 2, false, true],
  ['after the proposal is marked', 'prod.proposals', 2, true, true],
])('a crash %s leaves it undecided or approved, and the next look says which', async (_, name, count, after, isWritten) => {
  const { wrap, kill } = killer();
  const { editor, other, release, head, stateOf } = await start(wrap);
  const [id, before] = [await release(), await head()];
  kill(name, count, after);
  await expect(editor.approve('prod', id, decision())).rejects.toThrow(Killed);
  expect((await head()) > before).toBe(isWritten);
  const found = await stateOf(id);
  if (isWritten) {
    expect(found).toMatchObject({ state: 'approved', decision: { by: ben, reason: 'looked at it', revision: before + 1 } });
    await expect(other.approve('prod', id, decision(cleo))).rejects.toMatchObject({ code: 'already-decided' });
  } else {
    expect(found).toMatchObject({ state: 'pending' });
    expect(await other.approve('prod', id, decision(cleo))).toMatchObject({
      outcome: 'accepted',
      revision: { approvedBy: cleo, author: ann },
    });
  }
  expect(await stateOf(id)).toMatchObject({ state: 'approved' });
});

test('does not take another write for an interrupted approval', async () => {
  const { wrap, kill } = killer();
  const { editor, other, release, head, stateOf } = await start(wrap);
  const id = await release();
  kill('prod', 1, false);
  await expect(editor.approve('prod', id, decision())).rejects.toThrow(Killed);
  await other.edit('prod', wanted({ kind: 'disable', scope: 'shop' }), { author: cleo, reason: 'off', parent: await head() });
  expect(await stateOf(id)).toMatchObject({ state: 'pending' });
  expect(await other.approve('prod', id, decision())).toMatchObject({ outcome: 'accepted' });
});

test('does not take another approved proposal for an interrupted approval', async () => {
  const { wrap, kill } = killer();
  const { editor, other, release, propose, ids, stateOf } = await start(wrap);
  const [id, second] = [await release(), await propose({ kind: 'bind', scope: 'shop', match: { tenant: 'acme' }, release: ids.next })];
  kill('prod', 1, false);
  await expect(editor.approve('prod', id, decision())).rejects.toThrow(Killed);
  expect(await other.approve('prod', second, decision())).toMatchObject({ outcome: 'accepted' });
  expect(await stateOf(id)).toMatchObject({ state: 'pending' });
});

test('lets one of two concurrent approvals win', async () => {
  const { editor, other, release, documents, head, stateOf } = await start();
  const [id, before] = [await release(), await head()];
  const both = await Promise.allSettled([editor.approve('prod', id, decision(ben)), other.approve('prod', id, decision(cleo))]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'already-decided' } });
  const revision = await documents.head('prod');
  expect(revision?.number).toBe(before + 1);
  expect((await stateOf(id))?.decision?.by).toEqual(revision?.approvedBy);
});

test('refuses to reject a running approval, allows it for an interrupted one', async () => {
  let time = new Date('2026-11-21T12:00:00Z');
  const { wrap, kill } = killer();
  const { documents, preview, release } = await start();
  const editor = createEditor({ documents: wrap(documents), preview, now: () => time });
  const id = await release();
  kill('prod', 1, false);
  await expect(editor.approve('prod', id, decision())).rejects.toThrow(Killed);
  await expect(editor.reject('prod', id, decision(cleo))).rejects.toMatchObject({ code: 'already-decided' });
  time = new Date('2026-11-21T12:05:00Z');
  expect(await editor.reject('prod', id, decision(cleo))).toMatchObject({ state: 'rejected' });
});

test('refuses a proposed promotion whose source has changed', async () => {
  const { editor, documents, propose, ids } = await start();
  const id = await propose({ kind: 'promote', from: 'staging' });
  const staging = (await documents.head('staging'))?.number ?? 0;
  const further = wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 10_000 });
  await editor.edit('staging', further, { author: cleo, reason: 'further', parent: staging });
  await expect(editor.approve('prod', id, decision())).rejects.toMatchObject({ code: 'stale-proposal' });
});

test('keeps a proposal of the whole document until another write', async () => {
  const { editor, documents, head, other } = await start();
  const text = `${(await documents.head('prod'))?.text.replace('Shop UI', 'Shop team')}\n`;
  const propose = async () => {
    const outcome = await editor.edit('prod', { text }, { author: ann, reason: 'renamed', parent: await head() });
    return outcome.outcome === 'proposed' ? outcome.proposal : null;
  };
  const first = await propose();
  expect(first).toMatchObject({ text, parent: 1 });
  await other.edit('prod', wanted({ kind: 'disable', scope: 'shop' }), { author: cleo, reason: 'off', parent: 1 });
  await expect(editor.approve('prod', first?.id ?? '', decision())).rejects.toMatchObject({ code: 'stale-proposal' });
  const second = await propose();
  expect(await editor.approve('prod', second?.id ?? '', decision())).toMatchObject({ outcome: 'accepted' });
  expect((await documents.head('prod'))?.text).toBe(text);
  expect((await other.proposals('prod')).items[0]).toMatchObject({
    proposal: { id: second?.id, state: 'approved' },
    differences: [{ path: 'remotes.shop.team' }, { path: 'remotes.shop.enabled' }],
  });
});

test('refuses an approval while locked', async () => {
  const { editor, head, release, other } = await start();
  const id = await release();
  await other.edit('prod', wanted({ kind: 'lock', reason: 'Year end.' }), { author: cleo, reason: 'x', parent: await head() });
  await expect(editor.approve('prod', id, decision())).rejects.toMatchObject({ code: 'environment-locked' });
  await other.edit('prod', wanted({ kind: 'unlock' }), { author: cleo, reason: 'x', parent: await head() });
  expect(await editor.approve('prod', id, decision())).toMatchObject({ outcome: 'accepted' });
});

test('limits pending proposals to 50 and keeps 100 decided ones', async () => {
  const { editor, release, other, documents } = await start();
  const ids: string[] = [];
  for (let count = 0; count < 50; count += 1) ids.push(await release(count));
  await expect(release()).rejects.toMatchObject({ code: 'too-many-proposals' });
  for (let round = 0; round < 3; round += 1) {
    for (const id of ids.splice(0)) await editor.withdraw('prod', id, decision(ann));
    if (round < 2) for (let count = 0; count < 50; count += 1) ids.push(await release(count));
  }
  const book = JSON.parse((await documents.head('prod.proposals'))?.text ?? '');
  expect(book.proposals).toHaveLength(100);
  expect((await other.proposals('prod')).items).toHaveLength(100);
  expect(await other.pending('prod')).toBe(0);
}, 270_000);

test('keeps all concurrent proposals', async () => {
  const { editor, other, ids, head } = await start();
  const parent = await head();
  const changes = (index: number) => wanted({ kind: 'bind', scope: 'shop', match: { tenant: `t${index}` }, release: ids.next });
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      [editor, other][index % 2]?.edit('prod', changes(index), { author: ann, reason: `r${index}`, parent }),
    ),
  );
  expect(await other.pending('prod')).toBe(12);
});

test('what an automatic halt found is in the history, and it asks nobody', async () => {
  const { editor, documents, release, head, ids } = await start();
  await editor.approve('prod', await release(500), decision());
  const evidence = {
    canary: { release: ids.next, users: 40, failed: 20 },
    stable: { release: ids.old, users: 900, failed: 1 },
    failures: [{ kind: 'crashed', code: 'threw', users: 20 }],
    rule: 'wilson-99',
  };
  const halt = wanted({ kind: 'halt', scope: 'shop', release: ids.next, reason: '20 of 40 users failed' });
  const by = { author: { id: 'automatic-halt', name: 'Automatic halt' }, reason: 'worse than stable', evidence };
  expect(await editor.edit('prod', halt, { ...by, parent: await head() })).toMatchObject({ outcome: 'accepted' });
  const revision = await documents.head('prod');
  expect(revision).toMatchObject({ author: by.author, evidence });
  expect(JSON.parse(revision?.text ?? '').remotes.shop.releases).toMatchObject({
    stable: ids.old,
    halted: { release: ids.next, reason: '20 of 40 users failed' },
  });
});

test('an environment asks for approval of what it extends, too, and its lock holds there', async () => {
  const { editor, documents } = await start();
  const move = wanted({ kind: 'backend', scope: 'shop', upstream: 'http://shop.test' });
  const base = (await documents.head('base'))?.number ?? 0;
  expect(await editor.edit('base', move, { author: ann, reason: 'x', parent: base })).toMatchObject({ outcome: 'proposed' });
  const staging = (await documents.head('staging'))?.number ?? 0;
  await editor.edit('staging', wanted({ kind: 'lock', reason: 'Tests run.' }), { author: ann, reason: 'x', parent: staging });
  await expect(editor.edit('base', move, { author: ann, reason: 'x', parent: base })).rejects.toMatchObject({ code: 'environment-locked' });
});
