import { beforeAll, expect, test } from 'vitest';
import { readBooks } from '../testing/read-books.ts';
import { createScenarioClock, createStepRunner } from '../testing/run-steps.ts';
import { openTestHost } from '../testing/test-host.ts';
import { allInOneOnPGlite, allInOneOnPostgres, booksAndStock, eachAlone, type TestLayout } from '../testing/test-layout.ts';
import { DAYS, runTwoWeeks } from '../testing/two-weeks.ts';

const RUN_MS = 240_000;

async function run(layout: TestLayout) {
  const clock = createScenarioClock(DAYS[0] ?? '');
  const host = await openTestHost([], { layout, now: clock.now });
  try {
    const runner = createStepRunner(host, clock);
    await runTwoWeeks(runner, clock);
    return { transcript: runner.transcript, books: await readBooks(host) };
  } finally {
    await host.close();
  }
}

let expected: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  expected = await run(allInOneOnPGlite);
}, RUN_MS);

test('covers the required cases', () => {
  const { transcript, books } = expected;
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

async function expectSameBytes(layout: TestLayout): Promise<void> {
  const { transcript, books } = await run(layout);
  // Line by line: what differs is then what the failure shows.
  for (const [step, line] of transcript.entries()) expect(line).toBe(expected.transcript[step]);
  for (const [name, text] of Object.entries(books)) {
    for (const [index, line] of text.split('\n').entries()) expect(line, name).toBe(expected.books[name]?.split('\n')[index]);
  }
  expect([transcript, books]).toEqual([expected.transcript, expected.books]);
}

test(
  'one process and one database a domain answer and write the same bytes as one process on PGlite',
  () => expectSameBytes(eachAlone),
  RUN_MS,
);

test.each<[string, TestLayout]>([
  ['one process on PostgreSQL', allInOneOnPostgres],
  ['masters and finance in one process, stock in another', booksAndStock],
])('%s answers and writes the same bytes as one process on PGlite', { tags: ['long'], timeout: RUN_MS }, (_name, layout) =>
  expectSameBytes(layout),
);
