import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Backup, type BackupTable, printBackup } from './backup-file.ts';
import { checkFolder, createBackupFolder, readPages } from './backup-folder.ts';

const BILL = ['{"id":1,"total":12345678901234567890.10}', '{"id":2,"total":null}'];
const UNITS = ['{"name":"Nos"}', '{"name":"Ünïts “q”\\n"}'];

let folder: string;
let backup: Backup;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'backup-')), 'here');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true }));
  backup = await write(folder);
});

async function write(into: string): Promise<Backup> {
  const writer = await createBackupFolder(into);
  const table = async (scope: string, name: string, lines: string[]): Promise<BackupTable> => {
    const { rows, ...file } = await writer.writeTable(scope, name, pagesOf(lines));
    return { rows, hash: 'a-b', sums: {}, ...file };
  };
  const domain = (name: string, columns: string[], entry: BackupTable): Backup['domains'][string] => ({
    version: '0.1.0',
    engine: 'pglite',
    shape: { tables: [{ name, columns: columns.map((each) => ({ name: each, type: 'text' })) }], sequences: ['n'], migrations: ['0001'] },
    sequences: { n: { last: '7', called: true } },
    tables: { [name]: entry },
  });
  const made: Backup = {
    format: 1,
    desk: '0.1.0',
    takenAt: '2026-11-30T09:00:00.000Z',
    tenant: 'demo',
    company: { name: 'Halden Trading', currency: 'NOK', timeZone: 'Europe/Oslo' },
    domains: {
      shop: domain('bill', ['id', 'total'], await table('shop', 'bill', BILL)),
      units: domain('uom', ['name'], await table('units', 'uom', UNITS)),
    },
    documents: [{ name: 'dev', text: '{}' }],
    users: [{ id: 'u-1' }],
  };
  await writer.finish(made);
  return made;
}

async function* pagesOf(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield `${line}\n`;
}

const bill = () => join(folder, 'shop/bill.ndjson.gz');
const description = () => join(folder, 'backup.json');

/** Writes what the file would be described by, too: only its content betrays it. */
function repack(bytes: Buffer, more: Partial<BackupTable> = {}): void {
  writeFileSync(bill(), bytes);
  const entry = backup.domains.shop?.tables.bill as BackupTable;
  Object.assign(entry, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...more });
  writeFileSync(description(), printBackup(backup));
}
function rewrite(change: (backup: Backup) => unknown): void {
  change(backup);
  writeFileSync(description(), printBackup(backup));
}
function packed(lines: string): void {
  repack(gzipSync(lines), { unpackedBytes: Buffer.byteLength(lines) });
}

test('is for its owner alone, and read as it was written', async () => {
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'shop')).mode & 0o777).toBe(0o700);
  for (const file of [bill(), description()]) expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(gunzipSync(readFileSync(bill())).toString()).toBe(`${BILL.join('\n')}\n`);
  expect((await checkFolder(folder)).backup).toEqual(backup);
  const lines: string[] = [];
  for await (const page of readPages(folder, 'units/uom.ndjson.gz', backup.domains.units?.tables.uom as BackupTable)) lines.push(...page);
  expect(lines).toEqual(UNITS);
});

test.each<[string, () => unknown, RegExp]>([
  ['a file that was cut off', () => truncateSync(bill(), 20), /^shop\/bill\.ndjson\.gz has 20 bytes and was written with \d+/],
  ['an empty file', () => truncateSync(bill(), 0), /^shop\/bill\.ndjson\.gz has 0 bytes/],
  ['a changed byte', () => flipByte(bill()), /^shop\/bill\.ndjson\.gz was changed/],
  ['another table’s rows', () => writeFileSync(bill(), readFileSync(join(folder, 'units/uom.ndjson.gz'))), /^shop\/bill\.ndjson\.gz/],
  ['a missing file', () => rmSync(bill()), /^shop\/bill\.ndjson\.gz is missing/],
  ['a file more', () => writeFileSync(join(folder, 'shop/more.ndjson.gz'), ''), /^shop\/more\.ndjson\.gz is not part/],
  ['a folder more', () => mkdirSync(join(folder, 'wms')), /^wms is not part/],
  ['a link instead of a file', () => [rmSync(bill()), symlinkSync('/etc/hostname', bill())], /^shop\/bill\.ndjson\.gz is not part/],
  ['no description', () => rmSync(description()), /is no backup/],
  ['a description that was cut off', () => truncateSync(description(), 300), /^backup\.json is not JSON/],
  ['a changed digit', () => edit(description(), '"last": "7"', '"last": "8"'), /^backup\.json was changed/],
  ['another sum', () => edit(description(), '"hash": "a-b"', '"hash": "a-c"'), /^backup\.json was changed/],
  ['a backup of the future', () => edit(description(), '"format": 1', '"format": 2'), /in format 2, and this one reads 1/],
  ['something else in JSON', () => writeFileSync(description(), '{"name":"x"}'), /is not that of a backup/],
  ['a member that it does not know', () => rewrite((all) => Object.assign(all, { more: 1 })), /is not that of a backup/],
  [
    'a table that leads elsewhere',
    () => rewrite((all) => rename(all.domains.shop?.tables, 'bill', '../../bill')),
    /is not that of a backup/,
  ],
  ['a domain that leads elsewhere', () => rewrite((all) => rename(all.domains, 'shop', '..')), /is not that of a backup/],
  ['a table without a file', () => rewrite((all) => delete all.domains.shop?.tables.bill), /contradicts itself about the tables of shop/],
  ['a sequence too few', () => rewrite((all) => delete all.domains.shop?.sequences.n), /contradicts itself/],
  ['more than was packed', () => repack(gzipSync(Buffer.alloc(5_000_000, '\n'))), /cannot be unpacked into what was packed/],
  ['a bomb', () => repack(gzipSync(Buffer.alloc(34_000_000, 'x'), { level: 1 }), { unpackedBytes: 34_000_000 }), /longer than any row/],
  ['less than was packed', () => repack(gzipSync(`${BILL[0]}\n`)), /cannot be unpacked into what was packed/],
  ['no gzip', () => repack(Buffer.from('{"id":1}')), /^shop\/bill\.ndjson\.gz cannot be unpacked/],
  ['text that is no UTF-8', () => repack(gzipSync(Buffer.from([0xff, 0x0a])), { unpackedBytes: 2 }), /cannot be unpacked/],
  ['a row that is no JSON', () => packed(`${BILL[0]}\n{"id":\n`), /line 2 is not a row/],
  ['a row with a column more', () => packed(`${BILL[0]}\n{"id":2,"total":1,"x":1}\n`), /line 2 is not a row/],
  ['a row with a column less', () => packed(`{"id":2}\n${BILL[0]}\n`), /line 1 is not a row/],
  ['a list instead of a row', () => packed(`[1,2]\n${BILL[0]}\n`), /line 1 is not a row/],
  ['a row more', () => packed(`${BILL.join('\n')}\n${BILL[0]}\n`), /has 3 rows and was written with 2/],
  ['a last line without an end', () => packed(BILL.join('\n')), /cannot be unpacked/],
])('refuses %s, and names it', async (_what, damage, sentence) => {
  damage();
  await expect(checkFolder(folder)).rejects.toThrow(sentence);
});

test('writes into an empty folder, and into no other', async () => {
  await expect(createBackupFolder(folder)).rejects.toThrow('holds a backup already');
  const other = join(folder, '../other');
  mkdirSync(other);
  writeFileSync(join(other, 'note'), '');
  await expect(createBackupFolder(other)).rejects.toThrow('is not empty');
  rmSync(join(other, 'note'));
  const writer = await createBackupFolder(other);
  await writer.writeTable('shop', 'bill', pagesOf(BILL));
  await writer.discard();
  expect(readdirSync(other)).toEqual([]);
  writeFileSync(join(other, 'file'), '');
  await expect(createBackupFolder(join(other, 'file'))).rejects.toThrow(/file cannot be made \(EEXIST\): name a folder/);
  await expect(createBackupFolder(join(other, 'file/below'))).rejects.toThrow('cannot be made (ENOTDIR)');
  if (process.platform === 'linux') await expect(createBackupFolder('/proc/desk/backup')).rejects.toThrow('cannot be made (ENOENT)');
});

test('says in words that a disk is full, and leaves nothing behind', async () => {
  const other = join(folder, '../full');
  const writer = await createBackupFolder(other);
  async function* untilFull(): AsyncGenerator<string> {
    yield `${BILL[0]}\n`;
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  }
  await expect(writer.writeTable('shop', 'bill', untilFull())).rejects.toThrow(`${other} cannot be written: its disk is full (ENOSPC).`);
  await writer.discard();
  expect(existsSync(other)).toBe(false);
});

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[15] = (bytes[15] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}
function rename(all: object | undefined, from: string, to: string): void {
  const each = all as Record<string, unknown>;
  each[to] = each[from];
  delete each[from];
}
