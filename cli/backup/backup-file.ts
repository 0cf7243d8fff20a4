import { createHash } from 'node:crypto';
import {
  companySchema,
  domainScopeSchema,
  snapshotDomainSchema,
  tableChecksumSchema,
  tableNameSchema,
} from '@business-m/metadata/operations';
import { z } from 'zod/mini';
import { DeskFailure } from '../desk-failure.ts';

export const BACKUP_FILE = 'backup.json';
/** Grows with every change that an older command could not read. */
const FORMAT = 1;

const tableSchema = z.strictObject({
  ...tableChecksumSchema.shape,
  /** The file of its rows: its size, its size unpacked, and its hash. */
  bytes: z.int().check(z.nonnegative()),
  unpackedBytes: z.int().check(z.nonnegative()),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
const domainSchema = z.strictObject({ ...snapshotDomainSchema.shape, tables: z.record(tableNameSchema, tableSchema) });

/** `backup.json`: everything a backup says of itself. Written last: a folder without it is no backup. */
const backupSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** The version of the desk that made it. */
  desk: z.string(),
  /** When all of it was as it is here. */
  takenAt: z.iso.datetime(),
  tenant: z.string(),
  company: companySchema,
  domains: z.record(domainScopeSchema, domainSchema),
  /** The documents of the manifest as they were typed; null where they were left out. */
  documents: z.nullable(z.array(z.strictObject({ name: z.string(), text: z.string() }))),
  /** With hashes of their passwords; null where they were left out. */
  users: z.nullable(z.array(z.record(z.string(), z.unknown()))),
});

export type Backup = z.infer<typeof backupSchema>;
export type BackupDomain = Backup['domains'][string];
export type BackupTable = BackupDomain['tables'][string];
export const fileOf = (scope: string, table: string): string => `${scope}/${table}.ndjson.gz`;

/** The seal is the hash of everything else: who changes a character breaks it. */
export const sealOf = (backup: object): string => createHash('sha256').update(JSON.stringify(backup)).digest('hex');

export const printBackup = (backup: Backup): string => `${JSON.stringify({ ...backup, seal: sealOf(backup) }, null, 2)}\n`;

/** @throws DeskFailure naming the file */
export function parseBackup(text: string): { backup: Backup; seal: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new DeskFailure(`${BACKUP_FILE} is not JSON: it was cut off, or is of something else.`);
  }
  const { format, desk } = z.looseObject({ format: z.int(), desk: z.string() }).safeParse(raw).data ?? {};
  if (format === undefined) throw new DeskFailure(`${BACKUP_FILE} is not that of a backup of the desk.`);
  if (format !== FORMAT)
    throw new DeskFailure(
      `${BACKUP_FILE} was written by desk ${desk} in format ${format}, and this one reads ${FORMAT}: use that version.`,
    );
  const { seal, ...rest } = raw as Record<string, unknown>;
  if (seal !== sealOf(rest)) throw new DeskFailure(`${BACKUP_FILE} was changed after it was written: its seal does not fit.`);
  const parsed = backupSchema.safeParse(rest);
  if (parsed.success) return { backup: requireWhole(parsed.data), seal: seal as string };
  const [issue] = parsed.error.issues;
  throw new DeskFailure(`${BACKUP_FILE} is not that of a backup of the desk: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Its parts speak of the same tables. */
function requireWhole(backup: Backup): Backup {
  for (const [scope, { shape, tables, sequences }] of Object.entries(backup.domains)) {
    const same = (a: readonly string[], b: readonly string[]) => JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
    const names = shape.tables.map(({ name }) => name);
    if (!same(names, Object.keys(tables)) || !same(shape.sequences, Object.keys(sequences)))
      throw new DeskFailure(`${BACKUP_FILE} contradicts itself about the tables of ${scope}.`);
  }
  return backup;
}
