import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DeskFailure } from '../desk-failure.ts';

export const BACKUP_FILE = 'backup.json';
/** Grows with every change that an older command could not read. */
const FORMAT = 1;

/** They become parts of paths. */
const scopeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const tableNameSchema = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const checksumSchema = z.strictObject({ rows: z.int().min(0), hash: z.string(), sums: z.record(z.string(), z.string()) });
const tableSchema = z.strictObject({
  ...checksumSchema.shape,
  /** The file of its rows: its size, its size unpacked, and its hash. */
  bytes: z.int().min(0),
  unpackedBytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const shapeSchema = z.strictObject({
  tables: z.array(
    z.strictObject({ name: tableNameSchema, columns: z.array(z.strictObject({ name: z.string().min(1), type: z.string().min(1) })) }),
  ),
  sequences: z.array(z.string()),
  migrations: z.array(z.string()),
});
const sequencesSchema = z.record(z.string(), z.strictObject({ last: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() }));

const domainSchema = z.strictObject({
  version: z.string(),
  engine: z.enum(['pglite', 'postgres']),
  shape: shapeSchema,
  sequences: sequencesSchema,
  tables: z.record(tableNameSchema, tableSchema),
});

/** What the services were told of the company: its currency is that of every amount in the rows. */
export const companySchema = z.strictObject({ name: z.string().nullable(), currency: z.string().nullable(), timeZone: z.string() });

/** `backup.json`: everything a backup says of itself. Written last: a folder without it is no backup. */
const backupSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** The version of the desk that made it. */
  desk: z.string(),
  /** When all of it was as it is here. */
  takenAt: z.iso.datetime(),
  tenant: z.string(),
  company: companySchema,
  domains: z.record(scopeSchema, domainSchema),
  /** The documents of the manifest as they were typed; null where they were left out. */
  documents: z.nullable(z.array(z.strictObject({ name: z.string(), text: z.string() }))),
  /** With hashes of their passwords; null where they were left out. */
  users: z.nullable(z.array(z.record(z.string(), z.unknown()))),
});

export type Backup = z.infer<typeof backupSchema>;
export type BackupDomain = Backup['domains'][string];
export type BackupTable = BackupDomain['tables'][string];
export type Checksum = z.infer<typeof checksumSchema>;

/** What a process answers about the domains of its snapshot. */
export const snapshotSchema = z.record(scopeSchema, domainSchema.omit({ tables: true }));
export const checksumAnswerSchema = checksumSchema;

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
