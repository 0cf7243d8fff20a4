import { randomUUID } from 'node:crypto';
import { connectNats } from '@business-m/adapters';
import type { TestDatabase } from '@business-m/doctype/testing';
import type { Scope } from '@business-m/domains';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { compose } from '../domains/composition.ts';
import { migrateDomains } from '../migrate/migrate-domains.ts';
import { prepareEmbedded } from '../seed/prepare-embedded.ts';
import { type Ask, type RecordedBooks, recordBooks } from '../testing/record-books.ts';
import { snapshot } from '../testing/snapshot.ts';
import { openTestHost, type TestHost } from '../testing/test-host.ts';
import { allInOne, eachAlone, type TestLayout } from '../testing/test-layout.ts';
import { type Ledgers, NOW, openOldDatabase, readLedgers, readOldBooks, readOldStreams } from './testing.ts';

const RUN_MS = 240_000;
const ASK_MS = 20_000;
const DAY_MS = 86_400_000;
const TODAY = NOW.toISOString().slice(0, 10);

type Engine = 'pglite' | 'postgres';
type Document = Record<string, unknown>;

async function expectGoesOn(mode: 'indie' | 'enterprise', engine: Engine, layout: TestLayout, goesOn: boolean): Promise<void> {
  const recorded = readOldBooks(mode);
  const open = async (here: readonly Scope[]) => {
    const database = await openOldDatabase(engine, mode === 'indie' ? 'indie' : (here[0] ?? ''));
    await upgrade(database, here);
    return database;
  };
  const prefix = `test-${randomUUID()}`;
  const host = await openTestHost([], { layout: { ...layout, openDatabase: open }, now: () => NOW, prefix });

  onTestFinished(() => host.close());
  if (mode === 'enterprise') await deliverOldMessages(prefix);
  await settle(host);
  const ask = asker(host);
  expectSameBooks(await recordBooks(ask), recorded);
  await refuseTwins(ask);
  if (!goesOn) return;
  await editDrafts(ask, recorded);
  await cancelAll(ask, host, recorded);
}

test(
  'goes on with the data of an older version: one process on PostgreSQL',
  () => expectGoesOn('indie', 'postgres', allInOne, true),
  RUN_MS,
);

test.each<[string, 'indie' | 'enterprise', Engine, TestLayout]>([
  ['one process on PGlite', 'indie', 'pglite', allInOne],
  ['a process and a database a domain', 'enterprise', 'postgres', eachAlone],
])('goes on with the data of an older version: %s', { tags: ['long'], timeout: RUN_MS }, (_name, mode, engine, layout) =>
  expectGoesOn(mode, engine, layout, false),
);

/** Brings it up to date once: before there is something to do, and afterwards nothing. The ledgers stay as they are. */
async function upgrade({ db, config }: TestDatabase, here: readonly Scope[]): Promise<void> {
  const places = here.map((scope) => ({ scope, db, schema: scope }));
  const domains = compose({ places, link: null, onError: () => {} }).domains.all();
  const states = () => Promise.all(domains.map(({ service }) => service.schemaState()));
  const migrate = async (checkOnly = false) => {
    if (config.engine === 'pglite') {
      // As a start does; there is no other way to a database in memory.
      if (!checkOnly) await prepareEmbedded(db, domains);
      return (await states()).map(({ detail }) => detail);
    }
    const databases = Object.fromEntries(here.map((scope) => [scope, { database: config, schema: scope }]));
    const lines: string[] = [];
    await migrateDomains(
      { DESK_DATA: '', LOG_LEVEL: 'info', mode: 'indie', domains: here as Scope[], databases },
      { checkOnly, say: (line) => lines.push(line.replace(/^.*?\): /, '')) },
    );
    return lines;
  };
  const before: Ledgers[] = [];
  for (const scope of here) before.push(await readLedgers(db, scope));
  const upToDate = here.map((scope) => `The schema “${scope}” is up to date.`);

  expect(await migrate(true)).toEqual(here.map((scope) => expect.stringMatching(`The schema “${scope}” lacks .* Run npm run migrate.`)));
  await migrate();
  expect(await migrate(true)).toEqual(upToDate);
  for (const [index, scope] of here.entries()) expect(await readLedgers(db, scope, before[index])).toEqual(before[index]);
  const once = await snapshot({ domains });
  expect(await migrate()).toEqual(upToDate);
  expect(await snapshot({ domains })).toEqual(once);
  // What was sent is not sent again: only the answers and the queue of the old version settle it.
  if (here.includes('wms') && here.length === 1)
    await sql`update wms.doctype_outbox set next_attempt_at = ${new Date(NOW.getTime() + DAY_MS)} where state = 'dispatched'`.execute(db);
}

/** What lay in the queues of the old version, in those of this one. */
async function deliverOldMessages(prefix: string): Promise<void> {
  const link = await connectNats({ servers: [inject('natsUrl' as never)], prefix });
  onTestFinished(() => link.close());
  await new Promise<unknown>((resolve) => link.onConnection(resolve));
  for (const { subject, frame } of readOldStreams()) {
    const stored = await link.connection().request(subject.replace(/^desk\./, `${prefix}.`), frame, { timeout: ASK_MS });
    expect(stored.json()).toMatchObject({ stream: expect.any(String) });
  }
}

async function settle(host: TestHost): Promise<void> {
  await host.drain();
  const wms = host.databaseOf('wms');
  const waiting = () =>
    sql`select id, topic, state, last_error from wms.doctype_outbox where state in ('pending', 'dispatched')`.execute(wms);
  await expect.poll(async () => (await waiting()).rows, { timeout: 60_000 }).toEqual([]);
}

function asker(host: TestHost): Ask {
  return async (method, path, body) => {
    const headers = { 'if-match': '*' };
    const answer = await host.fetch(method, path, { body, headers, roles: ['accounts', 'stock', 'ops'] });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
}

/** The old version's books, as the old version told them once all messages had arrived there. */
function expectSameBooks(now: RecordedBooks, old: RecordedBooks): void {
  const byId = (documents: readonly Document[]) => Object.fromEntries(documents.map((document) => [document.id, document]));
  for (const [doctype, documents] of Object.entries(old.documents)) {
    const expected = documents.map(({ modified_at: _when, schemaHash: _hash, ...document }) => ({
      ...document,
      // Since then a posting that was reversed is not called posted.
      ...(document.status === 'cancelled' && document.posting_status === 'posted' ? { posting_status: 'reversed' } : {}),
    }));
    expect(Object.keys(byId(now.documents[doctype] ?? [])).toSorted(), doctype).toEqual(documents.map(({ id }) => id as string).toSorted());
    expect(byId(now.documents[doctype] ?? []), doctype).toMatchObject(byId(expected));
  }
  expect(rowsBy(now.trialBalance, ['account'])).toMatchObject(rowsBy(old.trialBalance, ['account']));
  expect(now.trialBalance.totals).toMatchObject(old.trialBalance.totals);
  for (const [account, ledger] of Object.entries(old.generalLedger)) {
    const key = ['voucher_id', 'is_reversal', 'debit', 'credit'];
    expect(rowsBy(now.generalLedger[account], key, ['entry', 'balance']), account).toMatchObject(rowsBy(ledger, key, ['entry', 'balance']));
  }
  expect(rowsBy(now.stockBalance, ['item', 'warehouse'])).toMatchObject(rowsBy(old.stockBalance, ['item', 'warehouse']));
  expect(now.stockBalance.total_value).toBe(old.stockBalance.total_value);
  expect(rowsBy(now.stockLedger, ['entry'])).toMatchObject(rowsBy(old.stockLedger, ['entry']));
  const messages = ({ items }: { items: Document[] }) =>
    items.map(({ id, topic, key, state, payload }) => ({ id, topic, key, state, payload }));
  expect(messages(now.messages)).toEqual(messages(old.messages));
}

/** Rows of a report under what tells them apart: in how many of them a key is found, and what they say. */
// biome-ignore lint/suspicious/noExplicitAny: a report of either version
function rowsBy(report: any, key: readonly string[], without: readonly string[] = []): Record<string, Document[]> {
  const rows = (report.rows as Document[]).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name))),
  );
  return Object.fromEntries(Map.groupBy(rows, (row) => key.map((name) => row[name]).join(' ')));
}

/** What was typed before can be gone on with; what is refused now names the field, and goes once that is put right. */
async function editDrafts(ask: Ask, { documents }: RecordedBooks): Promise<void> {
  const refused: Record<string, string> = {};
  for (const doctype of ['journal-entry', 'stock-entry']) {
    for (const { id, posting_date, lines } of (documents[doctype] ?? []).filter(({ status }) => status === 'draft')) {
      const path = `/api/resource/${doctype}/${id}`;
      const steps = [() => ask('PUT', path, { remark: 'Read again' }), () => ask('POST', `${path}/submit`, {})];
      for (const [index, step] of steps.entries()) {
        const first = await step();
        if (first.status === 200) continue;
        const fields = first.body.errors?.map(({ field }: Document) => field) ?? [first.body.field];
        refused[`${id} of ${shown(posting_date)}, ${['saved', 'submitted'][index]}`] = `${first.body.code} ${fields}`;
        const mended = doctype === 'journal-entry' ? mendJournal(lines as Document[]) : MENDED_RECEIPT;
        expect(await ask('PUT', path, { ...mended, posting_date: TODAY }), `${id}`).toMatchObject({ status: 200 });
        expect(await step(), `${id}`).toMatchObject({ status: 200 });
      }
    }
  }
  expect(refused).toEqual({
    'JE-00044 of 0001-01-01, submitted': 'invalid posting_date',
    'JE-00047 of 0026-11-03, submitted': 'invalid posting_date',
    'JE-00050 of 1899-12-31, submitted': 'invalid posting_date',
    'JE-00053 of 2200-01-01, submitted': 'invalid posting_date',
    'JE-00056 of 9999-12-31, submitted': 'invalid posting_date',
    'JE-00063 of day -159, saved': 'account-disabled lines.2.account',
    'JE-00074 of day -19, saved': 'account-disabled lines.2.account',
    'JE-00075 of day -3, saved': 'account-disabled lines.1.account',
    'SE-00082 of day -37, submitted': 'backdated posting_date',
    'SE-00084 of day -77, submitted': 'backdated posting_date',
    'SE-00086 of day -117, submitted': 'backdated posting_date',
    'SE-00088 of day 1, saved': 'future-date posting_date',
    'SE-00089 of 0202-11-30, submitted': 'invalid posting_date',
    'SE-00090 of day -5, saved': 'invalid from_warehouse,lines.1.item',
    'SE-00091 of day -6, submitted': 'backdated posting_date',
  });
}

/** A day near that of the making by its distance, the others as they are. */
function shown(day: unknown): string {
  const days = Math.round((Date.parse(String(day)) - Date.parse(TODAY)) / DAY_MS);
  return Math.abs(days) < 1_000 ? `day ${days}` : String(day);
}

const mendJournal = (lines: readonly Document[]) => ({
  lines: lines.map(({ account, debit, credit }) => ({
    account: ['1900', '6000'].includes(account as string) ? '1110' : account,
    debit,
    credit,
  })),
});
const MENDED_RECEIPT = { purpose: 'receipt', from_warehouse: null, to_warehouse: 'MAIN', lines: [{ item: 'BOLT', qty: '1', rate: '1' }] };

/** Names that were one another's twins stay; another one does not join them. */
async function refuseTwins(ask: Ask): Promise<void> {
  expect(await ask('POST', '/api/resource/item', { item_code: 'bOLt', item_name: 'x', uom: 'Nos' })).toMatchObject({ status: 409 });
}

/** Last ones first, as rules allow; and what is amended begins without the day that is refused now. */
async function cancelAll(ask: Ask, host: TestHost, { documents }: RecordedBooks): Promise<void> {
  const codes = new Map<string, number>();
  for (const doctype of ['stock-entry', 'journal-entry']) {
    const submitted = (documents[doctype] ?? []).filter(({ status }) => status === 'submitted').map(({ id }) => id as string);
    for (const id of submitted.toSorted().toReversed()) {
      const { status, body } = await ask('POST', `/api/resource/${doctype}/${id}/cancel`, {});
      const outcome = status === 200 ? `${doctype} cancelled` : `${doctype} ${body.code}`;
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
    }
  }
  await settle(host);
  const absurd = (documents['journal-entry'] ?? []).find(
    ({ status, posting_date }) => status === 'cancelled' && posting_date === '0001-01-01',
  );
  expect(await ask('POST', `/api/resource/journal-entry/${absurd?.id}/amend`, {})).toMatchObject({
    status: 201,
    body: { posting_date: null },
  });
  expect(Object.fromEntries(codes)).toEqual({
    'stock-entry cancelled': 78,
    // Nothing moves by disabled masters, taking back included.
    'stock-entry invalid': 1,
    'journal-entry cancelled': 38,
    'journal-entry account-disabled': 4,
  });
}
