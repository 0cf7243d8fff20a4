import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DeskFailure, sentenceOf } from '../desk-failure.ts';
import { type Backup, type BackupDomain, type BackupTable, sealOf } from './backup-file.ts';
import { type BackupWriter, createBackupFolder } from './backup-folder.ts';
import type { GatewayEnd } from './gateway-end.ts';
import type { Parts } from './parts.ts';
import type { ServicesEnd } from './services-end.ts';

/** A writer that takes long, or two that wait for each other across databases, are let go in between. */
const HOLDS = 6;
const HOLD_AGAIN_MS = 400;
const TRY_AGAIN = new Set(['busy', 'backup-ended']);

export interface BackupPlan {
  folder: string;
  services: readonly ServicesEnd[];
  /** Domains that must be in it: those the manifest names. */
  scopes: readonly string[];
  /** null: manifest and users are left out. */
  gateway: GatewayEnd | null;
  parts: Parts;
  say(line: string): void;
  signal: AbortSignal;
}

export interface BackupResult {
  folder: string;
  takenAt: string;
  /** How long writers waited, at most. */
  heldMs: number;
  seal: string;
  domains: Record<string, { tables: number; rows: number }>;
  bytes: number;
  documents: string[] | null;
  users: number | null;
}

/** Writes a backup of all domains as they are at one moment, while they are used. What was written of one that fails is removed. */
export async function runBackup(plan: BackupPlan): Promise<BackupResult> {
  const { folder, services, gateway, say, signal } = plan;
  const state = (await gateway?.read()) ?? null;
  const writer = await createBackupFolder(folder);
  const id = randomUUID();
  try {
    const { about, snapshots, takenAt, heldMs } = await takeSnapshots(plan, id);
    say(`all domains as they were at ${takenAt}; writers waited ${heldMs} ms`);
    const read = services.map((end, index) => readProcess({ end, id, snapshot: snapshots[index] ?? {}, writer, say, signal }));
    const domains: Backup['domains'] = Object.assign({}, ...(await allOrNone(read)));
    const backup: Backup = {
      format: 1,
      ...about,
      takenAt,
      domains: Object.fromEntries(Object.entries(domains).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      documents: (plan.parts.manifest && state?.documents.map(({ name, text }) => ({ name, text }))) || null,
      users: (plan.parts.users && state?.users) || null,
    };
    signal.throwIfAborted();
    await writer.finish(backup);
    return { folder, heldMs, ...describeBackup(backup), seal: sealOf(backup) };
  } catch (error) {
    await writer.discard();
    throw new DeskFailure(`No backup was made: ${sentenceOf(error)}`, { cause: error });
  } finally {
    await Promise.allSettled(services.map((end) => end.release(id)));
  }
}

/** What there is to say about one. */
export function describeBackup({ takenAt, domains, documents, users }: Backup) {
  const counts = Object.entries(domains).map(([scope, { tables }]) => {
    const all = Object.values(tables);
    return [scope, { tables: all.length, rows: all.reduce((sum, { rows }) => sum + rows, 0) }] as const;
  });
  const files = Object.values(domains).flatMap(({ tables }) => Object.values(tables));
  return {
    takenAt,
    domains: Object.fromEntries(counts),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    documents: documents?.map(({ name }) => name) ?? null,
    users: users?.length ?? null,
  };
}

/** Every process holds its writers, and once all do, fixes what it sees and lets them go. */
async function takeSnapshots({ services, scopes, say, signal }: BackupPlan, id: string) {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const sinceMs = performance.now();
    try {
      const held = await allOrNone(services.map((end) => end.hold(id)));
      const about = requireOneDesk(services, held, scopes);
      const takenAt = new Date().toISOString();
      const snapshots = await allOrNone(services.map((end) => end.snapshot(id)));
      return { about, snapshots, takenAt, heldMs: Math.round(performance.now() - sinceMs) };
    } catch (error) {
      await Promise.allSettled(services.map((end) => end.release(id)));
      if (attempt === HOLDS || !(error instanceof DeskFailure) || !TRY_AGAIN.has(error.code)) throw error;
      say(`${sentenceOf(error)} Tried again.`);
    }
    await delay(HOLD_AGAIN_MS * (1 + Math.random()), undefined, { signal });
  }
}

type Held = Awaited<ReturnType<ServicesEnd['hold']>>;

/** Each domain in one of the processes, and all of one company. */
function requireOneDesk(services: readonly ServicesEnd[], held: readonly Held[], scopes: readonly string[]) {
  const [first] = held;
  if (!first) throw new DeskFailure('There is no services process to make a backup of.');
  const owners = new Map<string, string>();
  for (const [index, { scopes: here, ...about }] of held.entries()) {
    const origin = services[index]?.origin ?? '';
    for (const key of ['tenant', 'company', 'desk'] as const) {
      const [one, other] = [about[key], first[key]].map((each) => (typeof each === 'string' ? each : Object.values(each).join(', ')));
      if (one !== other) throw new DeskFailure(`${origin} says “${one}” and ${services[0]?.origin} “${other}”: they are not of one desk.`);
    }
    for (const scope of here) {
      const other = owners.get(scope);
      if (other !== undefined) throw new DeskFailure(`${scope} lives at ${other} and at ${origin}: name each of its processes once.`);
      owners.set(scope, origin);
    }
  }
  const missing = scopes.find((scope) => !owners.has(scope));
  if (missing !== undefined)
    throw new DeskFailure(`The manifest names ${missing}, which none of the processes has: say where with --services.`);
  const { desk, tenant, company } = first;
  return { desk, tenant, company };
}

interface Reading {
  end: ServicesEnd;
  id: string;
  snapshot: Record<string, Omit<BackupDomain, 'tables'>>;
  writer: BackupWriter;
  say(line: string): void;
  signal: AbortSignal;
}

/** Table by table; the process is let go as soon as nothing is read from it any more. */
async function readProcess({ end, id, snapshot, writer, say, signal }: Reading): Promise<Record<string, BackupDomain>> {
  const domains: Record<string, BackupDomain> = {};
  for (const [scope, domain] of Object.entries(snapshot)) {
    const tables: Record<string, BackupTable> = {};
    for (const { name } of domain.shape.tables) {
      signal.throwIfAborted();
      const { rows, ...file } = await writer.writeTable(scope, name, end.rows(id, scope, name, signal));
      const checksum = await end.checksum(id, scope, name);
      if (rows !== checksum.rows)
        throw new DeskFailure(`${scope}.${name}: ${rows} rows were read, and the database counts ${checksum.rows}.`);
      tables[name] = { ...checksum, ...file };
    }
    domains[scope] = { ...domain, tables };
    say(`${scope}: ${Object.keys(tables).length} tables`);
  }
  await end.release(id);
  return domains;
}

/** Like `Promise.all`, but nothing goes on in the background when it rejects. */
export async function allOrNone<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
