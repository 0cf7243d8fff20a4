import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepCompany, readCompany } from './company.ts';

test('knows at later starts whose the data are, until told otherwise', () => {
  const data = mkdtempSync(join(tmpdir(), 'desk-company-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  expect(readCompany(data, {})).toEqual({});
  const told = { DESK_CURRENCY: 'EUR', DESK_TIME_ZONE: 'Asia/Kolkata' };
  expect(readCompany(data, { ...told, DESK_COMPANY: '', PATH: '/bin' })).toEqual(told);
  keepCompany(data, told);
  expect(readCompany(data, {})).toEqual(told);
  expect(readCompany(data, { DESK_TIME_ZONE: 'UTC', DESK_COMPANY: 'Ünï' })).toEqual({
    DESK_COMPANY: 'Ünï',
    DESK_CURRENCY: 'EUR',
    DESK_TIME_ZONE: 'UTC',
  });
  writeFileSync(join(data, 'company.json'), '{"DESK_CURRENCY": 7');
  expect(readCompany(data, {})).toEqual({});
});
