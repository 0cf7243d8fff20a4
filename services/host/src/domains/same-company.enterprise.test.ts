import { randomUUID } from 'node:crypto';
import { onTestFinished, test } from 'vitest';
import { booksAndStock } from '../testing/test-layout.ts';
import { openTestProcess } from '../testing/test-process.ts';
import { type CompanySettings, findContradiction } from './same-company.ts';

const prefix = `test-${randomUUID()}`;

async function open(here: ('masters' | 'finance' | 'wms')[], company: CompanySettings) {
  const process = await openTestProcess({ here, layout: booksAndStock, prefix, now: () => new Date(), company });
  onTestFinished(() => process.close());
  return process;
}

test('a process that contradicts the one with the general ledger says in what', async ({ expect }) => {
  const oslo = { name: 'Halden Trading', currency: 'JPY', timeZone: 'Asia/Calcutta' };
  const stock = await open(['wms'], oslo);
  const look = (company: CompanySettings) => findContradiction(stock.composition, company, 'demo');
  // Nobody keeps a ledger yet: stock is moved all the same.
  expect(await look(oslo)).toBeNull();
  const books = await open(['masters', 'finance'], oslo);
  await stock.meetOthers();
  expect(await look({ ...oslo, timeZone: 'Asia/Kolkata' })).toBeNull();
  expect(await look({ currency: 'JPY', timeZone: 'Asia/Kolkata' })).toBeNull();
  // Without a currency its amounts would have two digits.
  expect(await look({ timeZone: 'Asia/Kolkata' })).toMatch(/^DESK_CURRENCY is not set here and “JPY”/);
  expect(await look({ ...oslo, currency: 'EUR', timeZone: 'UTC' })).toBe(
    'DESK_CURRENCY is “EUR” here and “JPY” where the general ledger is kept; DESK_TIME_ZONE is “UTC” here and “Asia/Calcutta” where the general ledger is kept. Give every process of the desk the same.',
  );
  expect(await look({ ...oslo, name: 'Other' })).toMatch(/^DESK_COMPANY is “Other” here/);
  expect(await findContradiction(books.composition, { timeZone: 'UTC' }, 'demo')).toBeNull();
}, 60_000);
