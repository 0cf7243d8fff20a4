import '../../stack/process/leash.ts';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { type Ask, recordBooks } from '../../services/host/src/testing/record-books.ts';
import { startNats } from '../../stack/backing/nats.ts';
import { startPostgres } from '../../stack/backing/postgres.ts';
import { root } from '../../stack/workspace.ts';
import { createKeeper, type Keeper, keepCompany, stockEntry } from './company.ts';
import { dumpDatabase } from './dump.ts';
import { type OldServices, runOld, startOldServices } from './old-services.ts';

const USAGE = `node tools/upgrade/main.ts <checkout>: keeps a company with the services of an old checkout of this project, which has its packages
installed, and writes what the test of the upgrade begins with (docs/testing.md).`;
const SCOPES = ['masters', 'finance', 'wms'] as const;
const FINANCE = /^\/api\/(finance|resource\/(account|journal-entry))\b/;
const WMS = /^\/api\/(wms|resource\/(stock-entry|warehouse))\b/;

const [checkout, ...rest] = process.argv.slice(2);
if (checkout === undefined || rest.length > 0) {
  console.error(USAGE);
  process.exit(1);
}
const commit = execFileSync('git', ['-C', checkout, 'rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }).trim();
const target = join(root, 'services/host/src/upgrade/fixtures');
const folder = mkdtempSync(join(tmpdir(), 'desk-upgrade-'));
const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
const natsOptions = { folder: join(folder, 'nats'), user: null };
let nats = await startNats(natsOptions);

try {
  mkdirSync(target, { recursive: true });
  await keepIndie(checkout);
  await keepEnterprise(checkout);
  write('made-by.json', JSON.stringify({ commit, madeAt: new Date().toISOString() }));
} finally {
  await nats.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function write(name: string, text: string): void {
  const bytes = name.endsWith('.gz') ? gzipSync(text, { level: 9 }) : `${text}\n`;
  writeFileSync(join(target, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

/** All domains on one database; then stock without a ledger to post to, and an end without a farewell. */
async function keepIndie(old: string): Promise<void> {
  await postgres.createDatabase('indie');
  const variables = { DATABASE_URL: postgres.url('indie') };
  await runOld(old, 'migrate-main.ts', variables);
  const whole = await startOldServices(old, variables);
  const keeper = createKeeper(whole.ask);
  await keepCompany(keeper);
  const cancelled = await keeper.submit(
    'stock-entry',
    stockEntry({ purpose: 'receipt', day: 0, to: 'SHOP', lines: [['WIRE', '8', '1.25']] }),
  );
  await untilSettled(whole, whole.ask);
  await whole.stop();
  const alone = await startOldServices(old, { ...variables, M_DOMAINS: 'masters,wms' });
  const late = createKeeper(alone.ask);
  await moveUnderWay(late, cancelled);
  await alone.kill();
  write('indie.sql.gz', await dumpDatabase(postgres.url('indie'), folder));
  const again = await startOldServices(old, variables);
  await untilSettled(again, again.ask);
  write('indie.json.gz', JSON.stringify(await recordBooks(again.ask)));
  await again.stop();
  report([...keeper.refused, ...late.refused]);
}

/** The purposes once each, one taken back before it was posted, and one that was posted before. */
async function moveUnderWay({ submit, act }: Keeper, posted: string | null): Promise<void> {
  await submit(
    'stock-entry',
    stockEntry({
      purpose: 'receipt',
      day: 0,
      to: 'MAIN',
      lines: [
        ['BOLT', '10', '4.4321'],
        ['NUT', '3', '1'],
      ],
    }),
  );
  await submit('stock-entry', stockEntry({ purpose: 'issue', day: 0, from: 'MAIN', lines: [['BOLT', '2']] }));
  await submit('stock-entry', stockEntry({ purpose: 'transfer', day: 0, from: 'MAIN', to: 'SHOP', lines: [['NUT', '2']] }));
  const regretted = await submit('stock-entry', stockEntry({ purpose: 'receipt', day: 0, to: 'SHOP', lines: [['FLOUR', '1.5', '6']] }));
  if (regretted) await act('stock-entry', regretted, 'cancel');
  if (posted) await act('stock-entry', posted, 'cancel');
}

/**
 * A process and a database a domain. At the end, with nobody running: vouchers whose posting was answered, and the answer not heard; one whose posting
 * lies in its queue; and some that were saved while NATS was away.
 */
async function keepEnterprise(old: string): Promise<void> {
  for (const scope of SCOPES) await postgres.createDatabase(scope);
  const of = (scopes: readonly (typeof SCOPES)[number][]) => ({
    M_MODE: 'enterprise',
    M_DOMAINS: scopes.join(','),
    NATS_URL: nats.url,
    ...Object.fromEntries(scopes.map((scope) => [`${scope.toUpperCase()}_DATABASE_URL`, postgres.url(scope)])),
  });
  for (const scope of SCOPES) await runOld(old, 'migrate-main.ts', of([scope]));
  const startAll = async () => {
    const [masters, finance, wms] = await Promise.all(SCOPES.map((scope) => startOldServices(old, of([scope]))));
    if (!masters || !finance || !wms) throw new Error('a domain was not started');
    const ask: Ask = (method, path, body) => (FINANCE.test(path) ? finance : WMS.test(path) ? wms : masters).ask(method, path, body);
    return { masters, finance, wms, ask };
  };
  const { masters, finance, wms, ask } = await startAll();
  const keeper = createKeeper(ask);
  await keepCompany(keeper);
  const posted = await keeper.submit('stock-entry', stockEntry({ purpose: 'receipt', day: 0, to: 'SHOP', lines: [['WIRE', '8', '1.25']] }));
  await untilSettled(wms, ask);

  await finance.stop();
  const answered = [];
  for (const qty of ['5', '6'])
    answered.push(await keeper.submit('stock-entry', stockEntry({ purpose: 'receipt', day: 0, to: 'SHOP', lines: [['NUT', qty, '2']] })));
  const queued = await keeper.submit('stock-entry', stockEntry({ purpose: 'issue', day: 0, from: 'SHOP', lines: [['NUT', '1']] }));
  await wms.until('messages lie in the queue', async () => (await countOf('wms', `doctype_outbox where state = 'dispatched'`)) === 3);
  await wms.kill();
  await masters.stop();
  await answerAllBut(old, of(['finance']), answered, queued);

  await nats.stop();
  const alone = await startOldServices(old, of(['masters', 'wms']));
  const late = createKeeper(alone.ask);
  await moveUnderWay(late, posted);
  await alone.kill();
  nats = await startNats({ ...natsOptions, port: nats.port });

  for (const scope of SCOPES) write(`${scope}.sql.gz`, await dumpDatabase(postgres.url(scope), folder));
  write('streams.json.gz', JSON.stringify(await readStreams()));
  const again = await startAll();
  await untilSettled(again.wms, again.ask);
  write('enterprise.json.gz', JSON.stringify(await recordBooks(again.ask)));
  for (const each of [again.wms, again.finance, again.masters]) await each.stop();
  report([...keeper.refused, ...late.refused]);
}

/** Runs the ledger until it has posted what can be posted: an issue waits for an account that somebody else holds. Then it is killed. */
async function answerAllBut(
  old: string,
  variables: Record<string, string>,
  answered: (string | null)[],
  queued: string | null,
): Promise<void> {
  const client = new Client({ connectionString: postgres.url('finance') });
  await client.connect();
  await client.query('begin');
  await client.query(`select 1 from finance.account where id = '5100' for update`);
  const finance = await startOldServices(old, variables);
  const postings = (ids: (string | null)[]) => countOf('finance', `ledger_posting where voucher_id in ('${ids.join("','")}')`);
  await finance.until('receipts are posted', async () => (await postings(answered)) === 2);
  await finance.until(
    'their answers are stored',
    async () => (await readStreams()).filter(({ subject }) => subject.includes('.outcome.')).length === 2,
  );
  await finance.kill();
  // Or it would go on once it is let.
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.query('rollback');
  await client.end();
  if ((await postings([queued])) !== 0) throw new Error('what was to wait in its queue was posted');
}

async function countOf(scope: string, from: string): Promise<number> {
  const client = new Client({ connectionString: postgres.url(scope) });
  await client.connect();
  try {
    const { rows } = await client.query(`select count(*)::int as count from ${scope}.${from}`);
    return rows[0].count;
  } finally {
    await client.end();
  }
}

/** What lies in the queues, as it was stored. */
async function readStreams(): Promise<{ subject: string; id: string; frame: string }[]> {
  const connection = await connect({ servers: nats.url });
  try {
    const { streams } = await jetstreamManager(connection);
    const found = [];
    for (const name of ['DESK_COMMANDS', 'DESK_OUTCOMES']) {
      const { state } = await streams.info(name);
      for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
        const message = await streams.getMessage(name, { seq }).catch(() => null);
        if (message) found.push({ subject: message.subject, id: message.header.get('Nats-Msg-Id'), frame: message.string() });
      }
    }
    return found;
  } finally {
    await connection.close();
  }
}

function untilSettled(services: OldServices, ask: Ask): Promise<void> {
  return services.until('every message arrives', async () => {
    const waiting = await Promise.all(['pending', 'dispatched'].map((state) => ask('GET', `/api/wms/messages?state=${state}`)));
    return waiting.every(({ status, body }) => status === 200 && body.items.length === 0);
  });
}

function report(refused: Keeper['refused']): void {
  for (const { what, answer } of refused)
    console.log(`refused: ${what.slice(0, 160)} → ${answer.status} ${answer.body?.code} ${answer.body?.detail ?? ''}`);
}
