import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docTypes as financeDocTypes } from '../../remotes/finance/doctypes.ts';
import { docTypes as wmsDocTypes } from '../../remotes/wms/doctypes.ts';
import type { DemoDocument } from '../../services/doctype/src/index.ts';
import { demoDocuments as finance } from '../../services/finance/src/demo/demo-documents.ts';
import { openTestHost, type TestHost } from '../../services/host/src/testing/test-host.ts';
import { demoDocuments as masters } from '../../services/masters/src/demo-documents.ts';
import { demoDocuments as wms } from '../../services/wms/src/demo/demo-documents.ts';

const TODAY = '2025-06-16';
/** Vouchers of each DocType beside the unusual ones (drafts, a cancelled one): enough to look at, quick to write. */
const VOUCHERS = 10;

const roles = ['accounts', 'stock', 'ops'];
const namesOf = (docTypes: object) => Object.values(docTypes).map(({ doctype }) => String(doctype));
const shown = { finance: namesOf(financeDocTypes), wms: namesOf(wmsDocTypes) };

type Json = Record<string, unknown>;

/** What a remote's mocks serve (`Recording` of the documents package), and the refusals that its tests show. */
interface Recorded {
  meta: Json;
  documents: Record<string, unknown[]>;
  reports: Json;
  refusals: Json;
  messages?: unknown;
  /** Stock entries on their way into the ledger. */
  stages?: Json;
}

const refusal = { refused: true };

/** File → recording: what the services answer about the demo company to a user who may do everything. */
export async function recordMocks(): Promise<Record<string, Recorded>> {
  const host = await openTestHost(shortCompany(), { now: () => new Date(`${TODAY}T09:15:00Z`) });
  try {
    // From here on a message is delivered when the recording says so: what is pending can be looked at.
    for (const { service } of host.domains) await service.relay.stop(0);
    await host.drain();
    const recordings = { finance: await recordFinance(host), wms: await recordWarehouse(host) };
    const fileOf = (remote: string) => join(import.meta.dirname, '../../remotes', remote, 'src/mocks/recorded.json');
    return Object.fromEntries(Object.entries(recordings).map(([remote, recording]) => [fileOf(remote), recording]));
  } finally {
    await host.close();
  }
}

function shortCompany(): DemoDocument[] {
  const kept: Record<string, number> = {};
  return [...masters(), ...finance(TODAY), ...wms(TODAY)].filter(({ doctype, submit, cancel }) => {
    if (!submit || cancel) return true;
    kept[doctype] = (kept[doctype] ?? 0) + 1;
    return kept[doctype] <= VOUCHERS;
  });
}

async function recordFinance(host: TestHost): Promise<Recorded> {
  const trialBalance = '/api/finance/reports/trial-balance';
  const ledger = '/api/finance/reports/general-ledger';
  const { rows } = await get(host, trialBalance);
  const posted = rows.filter((row: Json) => !row.is_group && (row.debit !== '0.00' || row.credit !== '0.00'));
  return {
    // A ledger's rows also lead to stock entries.
    ...(await recordDocuments(host, shown.finance, ['stock-entry'])),
    reports: await answers(host, [
      trialBalance,
      `${trialBalance}?from=2025-01-01&to=2025-01-31`,
      `${ledger}?account=1120&from=2025-01-02&to=2025-01-31`,
      ...posted.map(({ account }: Json) => `${ledger}?account=${account}`),
    ]),
    refusals: { unbalanced: await refuseUnbalanced(host) },
  };
}

async function recordWarehouse(host: TestHost): Promise<Recorded> {
  const reports = await answers(host, [
    '/api/wms/reports/stock-balance',
    '/api/wms/reports/stock-balance?item=TYR-40-622',
    '/api/wms/reports/stock-balance?warehouse=SHOP',
    '/api/wms/reports/stock-balance?warehouse=MAIN',
    '/api/wms/reports/stock-ledger',
    '/api/wms/reports/stock-ledger?item=TYR-40-622&warehouse=SHOP',
    '/api/finance/reports/voucher-postings?doctype=stock-entry&id=SE-00004',
  ]);
  const refusals = { 'negative-stock': await refuseNegativeStock(host) };
  const { items } = await get(host, '/api/resource/stock-entry?status=draft&sort=id');
  const [draft] = items;
  const failed = await failPosting(host);
  const documents = await recordDocuments(host, shown.wms, []);
  const messages = await get(host, '/api/wms/messages?limit=100');
  const stages = { [draft.id]: await stagesOf(host, draft.id, 'submit'), [failed]: await stagesOf(host, failed, 'retry') };
  return { ...documents, messages, reports, refusals, stages };
}

async function recordDocuments(
  host: TestHost,
  docTypes: readonly string[],
  others: readonly string[],
): Promise<Pick<Recorded, 'meta' | 'documents'>> {
  const meta = await entries([...docTypes, ...others], (docType) => get(host, `/api/meta/${docType}`));
  const documents = await entries(docTypes, async (docType) => {
    const { items } = await get(host, `/api/resource/${docType}?limit=200&sort=id`);
    return Promise.all(items.map(({ id }: Json) => get(host, documentPath(docType, id))));
  });
  return { meta, documents };
}

/** The draft that was to be paid, with one side changed. */
async function refuseUnbalanced(host: TestHost): Promise<unknown> {
  const { items } = await get(host, '/api/resource/journal-entry?status=draft&sort=id');
  const { id, posting_date, lines } = await get(host, documentPath('journal-entry', items[0].id));
  const [first, ...others] = lines;
  return write(host, 'PUT', documentPath('journal-entry', id), { posting_date, lines: [{ ...first, debit: '1.00' }, ...others] }, refusal);
}

/** More than there is; the entry is deleted again. */
async function refuseNegativeStock(host: TestHost): Promise<unknown> {
  const body = { purpose: 'issue', posting_date: TODAY, from_warehouse: 'MAIN', lines: [{ item: 'CHN-11S', qty: '500' }] };
  const { id } = await write(host, 'POST', '/api/resource/stock-entry', body);
  const answer = await write(host, 'POST', `${documentPath('stock-entry', id)}/submit`, {}, refusal);
  await host.fetch('DELETE', documentPath('stock-entry', id), { roles, headers: { 'if-match': '"1"' } });
  return answer;
}

/** A stock entry that the ledger refused, because no account had the purpose `goods_received` at the time. */
async function failPosting(host: TestHost): Promise<string> {
  const goods = documentPath('account', '2120');
  const { account_name, root_type, parent_account, purpose } = await get(host, goods);
  const account = { account_name, root_type, parent_account, purpose };
  await write(host, 'PUT', goods, { ...account, purpose: null });
  const lines = [{ item: 'BRK-PAD-01', qty: '40', rate: '6.40' }];
  const body = { purpose: 'receipt', posting_date: TODAY, to_warehouse: 'MAIN', remark: 'Brake pads', lines };
  const { id } = await write(host, 'POST', '/api/resource/stock-entry', body);
  await write(host, 'POST', `${documentPath('stock-entry', id)}/submit`);
  await host.drain();
  await write(host, 'PUT', goods, account);
  return id;
}

/** A stock entry on its way into the ledger: as it is, right after the write, and once the ledger has answered. */
async function stagesOf(host: TestHost, id: string, begin: 'submit' | 'retry'): Promise<unknown[]> {
  const look = async () => ({
    document: await get(host, documentPath('stock-entry', id)),
    messages: (await get(host, `/api/wms/messages?key=${id}`)).items,
  });
  const before = await look();
  await (begin === 'submit'
    ? write(host, 'POST', `${documentPath('stock-entry', id)}/submit`)
    : write(host, 'POST', `/api/wms/messages/${before.messages[0]?.id}/retry`));
  const under = await look();
  await host.drain();
  return [before, under, await look()];
}

const documentPath = (docType: string, id: unknown) => `/api/resource/${docType}/${encodeURIComponent(String(id))}`;

// biome-ignore lint/suspicious/noExplicitAny: answers are recorded as they come; record.test.ts holds them against their schemas
type Answer = any;

async function get(host: TestHost, path: string): Promise<Answer> {
  const answer = await host.fetch('GET', path, { roles });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A write with the ETag that the document has; `refused`: the answer is the refusal. */
async function write(host: TestHost, method: string, path: string, body: Json = {}, { refused = false } = {}): Promise<Answer> {
  const known = await host.fetch('GET', path.replace(/\/(submit|retry)$/, ''), { roles });
  const answer = await host.fetch(method, path, { roles, body, headers: { 'if-match': known.headers.get('etag') ?? '"1"' } });
  const { request_id: _, ...rest } = await answer.json();
  if (answer.ok === refused) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(rest)}`);
  return rest;
}

const answers = (host: TestHost, paths: readonly string[]) => entries(paths, (path) => get(host, path));

async function entries<T>(names: readonly string[], make: (name: string) => Promise<T>): Promise<Record<string, T>> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await make(name)] as const)));
}

if (import.meta.main) {
  for (const [file, recording] of Object.entries(await recordMocks())) {
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
    console.log(file);
  }
}
