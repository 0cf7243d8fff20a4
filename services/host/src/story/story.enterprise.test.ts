import { beforeAll, expect, test } from 'vitest';
import { openTestHost } from '../testing/test-host.ts';
import { allInOneOnPGlite, allInOneOnPostgres, booksAndStock, eachAlone, type TestLayout } from '../testing/test-layout.ts';
import { readBooks } from './read-books.ts';
import { createStoryClock, createTeller } from './teller.ts';
import { DAYS, tellTwoWeeks } from './two-weeks.ts';

const TELLING_MS = 240_000;

async function tell(layout: TestLayout) {
  const clock = createStoryClock(DAYS[0] ?? '');
  const host = await openTestHost([], { layout, now: clock.now });
  try {
    const teller = createTeller(host, clock);
    await tellTwoWeeks(teller, clock);
    return { transcript: teller.transcript, books: await readBooks(host) };
  } finally {
    await host.close();
  }
}

let told: Awaited<ReturnType<typeof tell>>;
beforeAll(async () => {
  told = await tell(allInOneOnPGlite);
}, TELLING_MS);

test('the story has what it needs to prove something', () => {
  const { transcript, books } = told;
  const answered = (code: string) => transcript.filter((line) => line.includes(`"code":"${code}"`)).length;
  for (const code of [
    'negative-stock',
    'unbalanced',
    'unknown-link',
    'future-date',
    'backdated',
    'in-use',
    'stale',
    'duplicate',
    'forbidden',
  ]) {
    expect(answered(code), code).toBeGreaterThan(0);
  }
  expect(transcript.filter((line) => line.includes('/cancel → 200')).length).toBeGreaterThan(3);
  expect(transcript.filter((line) => line.includes('/amend → 201')).length).toBeGreaterThan(1);
  expect(transcript.filter((line) => line.includes('"posting_status":"failed"')).length).toBeGreaterThan(0);
  expect(books['finance.ledger_posting']?.split('\n').length).toBeGreaterThan(40);
  const trial = JSON.parse(books['/api/finance/reports/trial-balance?from=2026-10-01&to=2026-11-30'] ?? '');
  const stock = JSON.parse(books['/api/wms/reports/stock-balance?limit=200'] ?? '');
  expect(trial.totals.closing_debit).toBe(trial.totals.closing_credit);
  expect(trial.rows.find((row: { account: string }) => row.account === '1300').closing_debit).toBe(stock.total_value);
});

test.each<[string, TestLayout]>([
  ['one process on PostgreSQL', allInOneOnPostgres],
  ['one process and one database a domain', eachAlone],
  ['masters and finance in one process, stock in another', booksAndStock],
])(
  '%s tells it to the byte as one process on PGlite does',
  async (_name, layout) => {
    const { transcript, books } = await tell(layout);
    // Line by line: what differs is then what the failure shows.
    for (const [step, line] of transcript.entries()) expect(line).toBe(told.transcript[step]);
    for (const [name, text] of Object.entries(books)) {
      for (const [index, line] of text.split('\n').entries()) expect(line, name).toBe(told.books[name]?.split('\n')[index]);
    }
    expect([transcript, books]).toEqual([told.transcript, told.books]);
  },
  TELLING_MS,
);
