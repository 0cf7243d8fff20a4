import { changeOutcomeSchema, lostRaceSchema } from '@business-m/contract/admin';
import { problemSchema } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { type OpenDocuments, startAdminGateway } from './admin-gateway.ts';
import { wanted } from './call-admin.ts';
import { publishShop, shopDocuments } from './shop-documents.ts';

const PROD = '/environments/prod';
const CHANGES = `${PROD}/changes`;

/** What writes, over HTTP: runs on every store. */
export function testWrites(open?: OpenDocuments): void {
  const start = async (policy: Record<string, unknown> = {}) => {
    const gateway = await startAdminGateway({ ...(open && { open }), documents: (releases) => shopDocuments(releases, policy) });
    const ids = publishShop(gateway.releases);
    const { body } = await gateway.call('GET', PROD);
    return { ...gateway, ids, seen: body.head.number as number };
  };
  const shopOf = (body: { merged: { remotes: { shop: unknown } } }) => body.merged.remotes.shop;

  test('a change is accepted over the revision that was seen, and is there with author, reason and what differs', async () => {
    const { call, ids, seen } = await start();
    const release = { kind: 'release', scope: 'shop', release: ids.next, shareBps: 500 } as const;
    const answer = await call('POST', CHANGES, { seen, body: wanted(release) });
    expect(answer.status).toBe(200);
    expect(changeOutcomeSchema.parse(answer.body)).toMatchObject({
      outcome: 'accepted',
      revision: { parent: seen, author: { id: 'ann', name: 'Ann' }, reason: 'for the test', changes: [release] },
      differences: [{ path: 'remotes.shop.releases.canary', after: { release: ids.next, shareBps: 500 } }],
    });
    const environment = await call('GET', PROD);
    expect(environment.headers.get('etag')).toBe(`"${answer.body.revision.number}"`);
    expect(answer.headers.get('etag')).toBe(environment.headers.get('etag'));
    expect(shopOf(environment.body)).toMatchObject({ releases: { stable: ids.old, canary: { release: ids.next } } });
  });

  test('writes nothing for a change that is already there', async () => {
    const { call, seen, ids } = await start();
    const body = wanted({ kind: 'release', scope: 'shop', release: ids.old, shareBps: 10_000 });
    const answer = await call('POST', CHANGES, { seen, body });
    expect(answer.body).toMatchObject({ outcome: 'unchanged', revision: { number: seen } });
    expect((await call('GET', PROD)).body.head.number).toBe(seen);
  });

  test('answers a dry run without writing', async () => {
    const { call, seen, ids } = await start({ approval: true });
    const release = wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 10_000 });
    const answer = await call('POST', CHANGES, { as: 'pia', seen, body: { ...release, dryRun: true } });
    expect(answer.body).toEqual({
      outcome: 'dry-run',
      needsApproval: true,
      differences: [{ path: 'remotes.shop.releases.stable', before: ids.old, after: ids.next }],
    });
    expect((await call('GET', PROD)).body.head.number).toBe(seen);
  });

  test('shows both sides to the writer who lost', async () => {
    const { call, seen, ids } = await start();
    await call('POST', CHANGES, { seen, body: wanted({ kind: 'disable', scope: 'shop' }) });
    const bind = wanted({ kind: 'bind', scope: 'shop', match: { tenant: 'acme' }, release: ids.now });
    const lost = await call('POST', CHANGES, { as: 'ben', seen, body: bind });
    expect(lost.status).toBe(412);
    expect(problemSchema.parse(lost.body)).toMatchObject({ code: 'revision-changed', status: 412 });
    expect(lostRaceSchema.parse(lost.body)).toMatchObject({
      current: { parent: seen, author: { id: 'ann' } },
      theirs: [{ path: 'remotes.shop.enabled', before: true, after: false }],
      yours: [{ path: 'remotes.shop.bindings', after: [{ match: { tenant: 'acme' }, release: ids.now }] }],
    });
  });

  test('the whole document anew keeps every character; one that is not acceptable is refused where it is wrong', async () => {
    const { call, seen, ids } = await start();
    const text = `{ "extends":"base",\n\t"environment" : "prod", "remotes": { "shop": { "title":"Shop", "team":"UI", "enabled":true,
      "releases": { "stable": "${ids.now}" } } } }`;
    const put = await call('PUT', PROD, { seen, body: { text, reason: 'by hand' } });
    expect(put.body).toMatchObject({ outcome: 'accepted', revision: { reason: 'by hand', parent: seen } });
    const { head } = (await call('GET', PROD)).body;
    expect(head.text).toBe(text);
    const wrong = await call('PUT', PROD, { seen: head.number, body: { text: text.replace('true', '"yes"'), reason: 'x' } });
    expect([wrong.status, wrong.body.code, wrong.body.field]).toEqual([422, 'unacceptable', 'remotes.shop.enabled']);
    const gone = await call('PUT', PROD, { seen: head.number, body: { text: text.replace(ids.now, '9.9.9-0123456789ab'), reason: 'x' } });
    expect([gone.status, gone.body.code, gone.body.field]).toEqual([422, 'unacceptable', 'remotes.shop.releases.stable']);
    expect((await call('GET', PROD)).body.head.number).toBe(head.number);
  });

  test('creates an environment once', async () => {
    const { call } = await start();
    const text = JSON.stringify({ extends: 'base', environment: 'qa', remotes: {} });
    const headers = { 'if-none-match': '*' };
    const create = () => call('PUT', '/environments/qa', { headers, body: { text, reason: 'new' } });
    expect((await create()).body).toMatchObject({ outcome: 'accepted', revision: { parent: null } });
    expect([(await create()).status]).toEqual([412]);
  });

  test('a change of what others extend is judged by them, and stays within them', async () => {
    const { call } = await start();
    const base = (await call('GET', '/environments/base')).body.head;
    const broken = await call('PUT', '/environments/base', {
      seen: base.number,
      body: { text: base.text.replace('"monolith": "http://services.test",', ''), reason: 'x' },
    });
    expect([broken.status, broken.body.code]).toEqual([422, 'unacceptable']);
    expect(broken.body.detail).toContain('“prod”'.slice(1, -1));
  });

  test('an approval: proposed, not by its author, approved by another, in the history with both names', async () => {
    const { call, seen, ids, audits } = await start({ approval: true });
    const release = { kind: 'release', scope: 'shop', release: ids.next, shareBps: 10_000 } as const;
    const proposed = await call('POST', CHANGES, { seen, body: wanted(release) });
    expect(proposed.status).toBe(202);
    expect(changeOutcomeSchema.parse(proposed.body)).toMatchObject({
      outcome: 'proposed',
      proposal: { state: 'pending', author: { id: 'ann' } },
    });
    const path = `${PROD}/proposals/${proposed.body.proposal.id}`;
    expect((await call('GET', PROD)).body.head.number).toBe(seen);
    expect((await call('GET', `${PROD}/proposals`)).body.items).toMatchObject([
      { proposal: { changes: [release] }, differences: [{ path: 'remotes.shop.releases.stable', before: ids.old, after: ids.next }] },
    ]);

    const own = await call('POST', `${path}/approve`, { body: {} });
    expect([own.status, own.body.code]).toEqual([403, 'own-proposal']);
    const publisher = await call('POST', `${path}/approve`, { as: 'pia', body: {} });
    expect([publisher.status, publisher.body.code]).toEqual([403, 'forbidden']);
    const approved = await call('POST', `${path}/approve`, { as: 'ben', body: { reason: 'looked at it' } });
    expect(changeOutcomeSchema.parse(approved.body)).toMatchObject({
      outcome: 'accepted',
      revision: { author: { id: 'ann' }, approvedBy: { id: 'ben', name: 'Ben' }, reason: 'for the test', changes: [release], parent: seen },
    });
    const again = await call('POST', `${path}/approve`, { as: 'ben', body: {} });
    expect([again.status, again.body.code]).toEqual([409, 'already-decided']);
    const [item] = (await call('GET', `${PROD}/proposals`)).body.items;
    expect(item.proposal).toMatchObject({
      state: 'approved',
      decision: { by: { id: 'ben' }, reason: 'looked at it', revision: approved.body.revision.number },
    });
    expect(audits().map(({ action, by, outcome, code }) => [action, by, outcome, code])).toEqual([
      ['changes', 'ann', 'proposed', undefined],
      ['approve', 'ann', 'refused', 'own-proposal'],
      ['approve', 'pia', 'refused', 'forbidden'],
      ['approve', 'ben', 'accepted', undefined],
      ['approve', 'ben', 'refused', 'already-decided'],
    ]);
  });

  test('lets undoing and switching off pass without approval', async () => {
    const { call, ids, seen } = await start({ approval: true });
    const disabled = await call('POST', CHANGES, { seen, body: wanted({ kind: 'disable', scope: 'shop', message: 'Back soon.' }) });
    expect(disabled.body.outcome).toBe('accepted');
    const enabled = await call('POST', CHANGES, { seen: disabled.body.revision.number, body: wanted({ kind: 'enable', scope: 'shop' }) });
    expect(enabled.body.outcome).toBe('proposed');
    const rolled = await call('POST', CHANGES, {
      seen: disabled.body.revision.number,
      body: wanted({ kind: 'rollback', scope: 'shop', to: ids.next }),
    });
    expect(rolled.body.outcome).toBe('proposed');
  });

  test('a proposal holds over changes elsewhere, and is stale where somebody changed the same', async () => {
    const { call, ids, seen } = await start({ approval: true });
    const propose = async (release: string, shareBps: number) => {
      const answer = await call('POST', CHANGES, { seen, body: wanted({ kind: 'release', scope: 'shop', release, shareBps }) });
      return `${PROD}/proposals/${answer.body.proposal.id}/approve`;
    };
    const [first, second] = [await propose(ids.next, 10_000), await propose(ids.now, 10_000)];
    // Elsewhere: this does not wait.
    await call('POST', CHANGES, { seen, body: wanted({ kind: 'disable', scope: 'shop' }) });
    expect((await call('POST', first, { as: 'ben', body: {} })).body).toMatchObject({ outcome: 'accepted' });
    const stale = await call('POST', second, { as: 'ben', body: {} });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-proposal']);
    expect(shopOf((await call('GET', PROD)).body)).toMatchObject({ enabled: false, releases: { stable: ids.next } });
  });

  test('lets another person reject and the author withdraw a proposal', async () => {
    const { call, seen } = await start({ approval: true });
    const propose = async () => (await call('POST', CHANGES, { seen, body: wanted({ kind: 'remove', scope: 'shop' }) })).body.proposal.id;
    const [one, two] = [await propose(), await propose()];
    const path = `${PROD}/proposals`;
    expect((await call('POST', `${path}/${one}/reject`, { body: {} })).body.code).toBe('own-proposal');
    expect((await call('POST', `${path}/${one}/withdraw`, { as: 'ben', body: {} })).body.code).toBe('forbidden');
    expect((await call('POST', `${path}/${one}/reject`, { as: 'ben', body: { reason: 'no' } })).body).toMatchObject({
      state: 'rejected',
      decision: { by: { id: 'ben' }, reason: 'no' },
    });
    expect((await call('POST', `${path}/${two}/withdraw`, { body: {} })).body).toMatchObject({ state: 'withdrawn' });
    expect((await call('POST', `${path}/${one}/approve`, { as: 'ben', body: {} })).body.code).toBe('already-decided');
    expect((await call('GET', '/environments')).body.environments[0]).toMatchObject({ name: 'prod', approval: true, pending: 0 });
  });

  test('accepts only unlock and halt while locked', async () => {
    const { call, ids, seen } = await start();
    const canary = wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 100 }, { kind: 'lock', reason: 'Year end.' });
    const locked = await call('POST', CHANGES, { seen, body: canary });
    let { number } = locked.body.revision;
    for (const change of [
      { kind: 'rollback', scope: 'shop' },
      { kind: 'disable', scope: 'shop' },
      { kind: 'lock', reason: 'x' },
    ] as const) {
      const refused = await call('POST', CHANGES, { seen: number, body: wanted(change) });
      expect([refused.status, refused.body.code]).toEqual([409, 'environment-locked']);
      expect(refused.body.detail).toContain('Year end.');
    }
    const both = await call('POST', CHANGES, { seen: number, body: wanted({ kind: 'unlock' }, { kind: 'disable', scope: 'shop' }) });
    expect(both.body.code).toBe('environment-locked');
    const put = await call('PUT', PROD, { seen: number, body: { text: '{}', reason: 'x' } });
    expect(put.body.code).toBe('environment-locked');
    const halted = await call('POST', CHANGES, {
      seen: number,
      body: wanted({ kind: 'halt', scope: 'shop', release: ids.next, reason: 'it threw' }),
    });
    number = halted.body.revision.number;
    const unlocked = await call('POST', CHANGES, { seen: number, body: wanted({ kind: 'unlock' }) });
    expect(unlocked.body.outcome).toBe('accepted');
    const again = await call('POST', CHANGES, {
      seen: unlocked.body.revision.number,
      body: wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 100 }),
    });
    expect([again.status, again.body.code, again.body.field]).toEqual([409, 'halted-release', 'changes.0.release']);
  });

  test('approval and lock hold whatever else the policy says, also by a variable', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
    const overrides = { roles: ['developer'], origins: ['${CDN_ORIGIN}'], maxMinutes: 60 };
    const { call, ids, seen } = await start({ approval: true, overrides });
    expect((await call('GET', '/environments')).body.environments[0]).toMatchObject({ name: 'prod', approval: true, fault: null });
    const release = wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 10_000 });
    expect((await call('POST', CHANGES, { seen, body: release })).body.outcome).toBe('proposed');
    const locked = await call('POST', CHANGES, { seen, body: wanted({ kind: 'lock', reason: 'Year end.' }) });
    const refused = await call('POST', CHANGES, { seen: locked.body.revision.number, body: release });
    expect(refused.body.code).toBe('environment-locked');
  });

  test('what is in the store and cannot be read is in the history, and is replaced as a whole with the approval of somebody else', async () => {
    const { call, documents, seen } = await start();
    const good = (await documents.head('prod'))?.text ?? '';
    const author = { id: 'tool', name: 'A tool' };
    const { number } = await documents.write('prod', { parent: seen, author, reason: 'by mistake', text: 'garbage' });
    const history = await call('GET', `${PROD}/history`);
    expect([history.status, history.body.items[0].revision.reason]).toEqual([200, 'by mistake']);
    expect((await call('POST', CHANGES, { seen: number, body: wanted({ kind: 'disable', scope: 'shop' }) })).body.code).toBe(
      'unacceptable',
    );
    const again = await call('PUT', PROD, { seen: number, body: { text: 'garbage too', reason: 'x' } });
    expect(again.body.code).toBe('unacceptable');
    const { body } = await call('PUT', PROD, { seen: number, body: { text: good, reason: 'mended' } });
    expect(body.outcome).toBe('proposed');
    expect((await call('GET', `${PROD}/proposals`)).body.items).toMatchObject([{ proposal: { id: body.proposal.id } }]);
    const approved = await call('POST', `${PROD}/proposals/${body.proposal.id}/approve`, { as: 'ben', body: {} });
    expect(approved.body).toMatchObject({ outcome: 'accepted' });
    expect((await call('GET', PROD)).body.head.text).toBe(good);
  });

  test('rolling back goes to what was stable before, as the history says, and not forth again', async () => {
    const { call, ids, seen } = await start();
    let number = seen;
    const change = async (body: unknown) => {
      const answer = await call('POST', CHANGES, { seen: number, body });
      number = answer.body.revision?.number ?? number;
      return answer;
    };
    await change(wanted({ kind: 'release', scope: 'shop', release: ids.now, shareBps: 10_000 }));
    await change(wanted({ kind: 'disable', scope: 'shop' }));
    await change(wanted({ kind: 'release', scope: 'shop', release: ids.next, shareBps: 10_000 }));
    await change(wanted({ kind: 'rollback', scope: 'shop' }));
    expect(shopOf((await call('GET', PROD)).body)).toMatchObject({ releases: { stable: ids.now } });
    await change(wanted({ kind: 'rollback', scope: 'shop' }));
    expect(shopOf((await call('GET', PROD)).body)).toMatchObject({ releases: { stable: ids.old } });
    const last = await change(wanted({ kind: 'rollback', scope: 'shop' }));
    expect([last.status, last.body.code, last.body.field]).toEqual([409, 'nothing-before', 'changes.0.to']);
  });

  test('promotes release ids of another environment', async () => {
    const { call, ids, seen } = await start();
    const promoted = await call('POST', CHANGES, { seen, body: wanted({ kind: 'promote', from: 'staging' }) });
    expect(promoted.body.differences).toEqual([{ path: 'remotes.shop.releases.stable', before: ids.old, after: ids.now }]);
    const nowhere = await call('POST', CHANGES, { seen: promoted.body.revision.number, body: wanted({ kind: 'promote', from: 'qa' }) });
    expect([nowhere.status, nowhere.body.code, nowhere.body.field]).toEqual([404, 'unknown-environment', 'changes.0.from']);
    const itself = await call('POST', CHANGES, { seen: promoted.body.revision.number, body: wanted({ kind: 'promote', from: 'prod' }) });
    expect([itself.status, itself.body.code, itself.body.field]).toEqual([409, 'same-environment', 'changes.0.from']);
  });
}
