import type { GatewayRestored } from '@business-m/contract/operations';
import { RESTORE, type RestoreRequest, type Standings } from '@business-m/metadata/operations';
import { DeskFailure, exitCodes, sentenceOf } from '../desk-failure.ts';
import { type Backup, fileOf } from './backup-file.ts';
import { checkFolder, readDescription, readPages } from './backup-folder.ts';
import type { GatewayEnd } from './gateway-end.ts';
import type { Parts } from './parts.ts';
import { allOrNone, describeBackup } from './run-backup.ts';
import type { ServicesEnd } from './services-end.ts';

export interface RestorePlan {
  folder: string;
  /** None where no data is restored. */
  services: readonly ServicesEnd[];
  /** null where neither manifest nor users are restored. */
  gateway: GatewayEnd | null;
  parts: Parts;
  /** Gives up what is there. */
  replace: boolean;
  say(line: string): void;
  signal: AbortSignal;
}

export interface RestoreResult {
  outcome: 'restored' | 'checked' | 'undone';
  folder: string;
  restore: string;
  takenAt: string;
  domains: Record<string, { tables: number; rows: number }>;
  gateway: GatewayRestored | null;
}

/** A process with those domains of the backup that live there. */
interface Target {
  end: ServicesEnd;
  scopes: string[];
}

/** Looks at every byte of the backup, and whether this desk can take it. Changes nothing. */
export async function checkRestore(plan: RestorePlan): Promise<RestoreResult> {
  const { result } = await prepare(plan);
  return { ...result, outcome: 'checked' };
}

/**
 * Puts a backup into a desk, or goes on with a restore that was broken off wherever it was: every process closes its domains → rows are loaded and
 * verified in one open transaction a database → all are committed → users and manifest → every process opens. Until the first commit whatever fails
 * is undone; from there on it only goes forward.
 */
export async function runRestore(plan: RestorePlan): Promise<RestoreResult> {
  const { gateway, parts, say, signal } = plan;
  const { backup, targets, request, reason, result } = await prepare(plan);
  const waiting = await close(backup, targets, request);
  try {
    await allOrNone(waiting.map((target) => load(plan, backup, target)));
    signal.throwIfAborted();
  } catch (error) {
    throw await undone(targets, request.restore, error);
  }
  try {
    await allOrNone(waiting.map(({ end }) => end.commit()));
    say('all rows are loaded, and verified');
    const restored = gateway && (await gateway.restore(partsFor(backup, parts), reason, false));
    await allOrNone(targets.map(({ end, scopes }) => end.open(request.restore, scopes)));
    return { ...result, outcome: 'restored', gateway: restored };
  } catch (error) {
    const sentence = `The restore is half way: ${sentenceOf(error)} Run it again to finish it; no domain is served before.`;
    throw new DeskFailure(sentence, { cause: error, exitCode: exitCodes.halfWay });
  }
}

/** Undoes a restore that was broken off before rows had been replaced. */
export async function abortRestore({ folder, services }: RestorePlan): Promise<RestoreResult> {
  const { backup, seal } = await readDescription(folder);
  const restore = nameOf(seal);
  const targets = await findTargets(services, Object.keys(backup.domains));
  await allOrNone(targets.map(({ end, scopes }) => end.undo(restore, scopes, true)));
  return { outcome: 'undone', folder, restore, ...pick(backup), gateway: null };
}

/** Known by the backup, so that the same command again goes on with what it began. */
const nameOf = (seal: string) => `${RESTORE}${seal.slice(0, 32)}`;

async function prepare({ folder, services, gateway, parts, replace, say }: RestorePlan) {
  const { backup, seal } = await checkFolder(folder);
  say(`${folder}: every file is as it was written, at ${backup.takenAt}`);
  const restore = nameOf(seal);
  const scopes = parts.data ? Object.keys(backup.domains) : [];
  const found = parts.data ? await findTargets(services, scopes) : [];
  const request: Omit<RestoreRequest, 'shapes'> = { restore, replace };
  const looked = await allOrNone(found.map((target) => look(backup, target, request)));
  const standings: Standings = Object.assign({}, ...looked);
  const going = Object.values(standings).some((each) => each === 'begun' || each === 'loaded');
  if (!going) refuseFull(standings, replace);
  // Those that are open already were finished by the try before.
  const left = (scope: string) => !going || standings[scope] !== 'done';
  const targets = found.map(({ end, scopes: here }) => ({ end, scopes: here.filter(left) })).filter(({ scopes: here }) => here.length > 0);
  const reason = `Restored from the backup of ${backup.takenAt}`;
  const wanted = partsFor(backup, parts);
  const restored = gateway && (await gateway.restore(wanted, reason, true).catch(explainRefusal));
  const result: RestoreResult = { outcome: 'checked', folder, restore, ...pick(backup), gateway: restored };
  return { backup, targets, request, reason, result };
}

function explainRefusal(error: unknown): never {
  throw new DeskFailure(
    `Manifest or users cannot be restored as they are: ${sentenceOf(error)} Mend it, or leave them out with --only data.`,
    {
      cause: error,
    },
  );
}

const pick = (backup: Backup) => {
  const { takenAt, domains } = describeBackup(backup);
  return { takenAt, domains };
};

function partsFor({ users, documents }: Backup, parts: Parts): Partial<Pick<Backup, 'users' | 'documents'>> {
  for (const [name, there] of [
    ['users', users],
    ['manifest', documents],
  ] as const) {
    if (parts[name] && there === null) throw new DeskFailure(`This backup was made without ${name}: leave it out with --only.`);
  }
  return { ...(parts.users && { users }), ...(parts.manifest && { documents }) };
}

/** Where each domain of the backup lives. */
async function findTargets(services: readonly ServicesEnd[], wanted: readonly string[]): Promise<Target[]> {
  const found = await allOrNone(services.map(async (end) => ({ end, scopes: await end.scopes() })));
  for (const scope of wanted) {
    const owners = found.filter(({ scopes }) => scopes.includes(scope));
    if (owners.length === 1) continue;
    const where = owners.map(({ end }) => end.origin).join(' and ');
    const sentence = where
      ? `${scope} lives at ${where}: name each of its processes once.`
      : `No process of this desk has the domain ${scope}.`;
    throw new DeskFailure(`${sentence} --services says where they are.`);
  }
  return found
    .map(({ end, scopes }) => ({ end, scopes: scopes.filter((scope) => wanted.includes(scope)) }))
    .filter(({ scopes }) => scopes.length > 0);
}

function shapesOf({ domains }: Backup, scopes: readonly string[]): RestoreRequest['shapes'] {
  return Object.fromEntries(scopes.flatMap((scope) => (domains[scope] ? [[scope, domains[scope].shape]] : [])));
}

async function look(backup: Backup, { end, scopes }: Target, request: Omit<RestoreRequest, 'shapes'>): Promise<Standings> {
  const found = await end.look({ ...request, shapes: shapesOf(backup, scopes) }).catch((error: unknown) => {
    if (!(error instanceof DeskFailure) || error.code !== 'schema-differs') throw error;
    const versions = Object.entries(backup.domains).map(([scope, { version }]) => `${scope} ${version}`);
    const way = `It was made by desk ${backup.desk} (${versions.join(', ')}): restore it with that version, then upgrade.`;
    throw new DeskFailure(`${error.message} ${way}`, { cause: error, code: error.code });
  });
  refuseOtherCompany(backup, found, end.origin);
  return found.standings;
}

/** All differences in one sentence, so that the services are started once more and not three times. */
function refuseOtherCompany({ tenant, company }: Backup, found: Awaited<ReturnType<ServicesEnd['look']>>, origin: string): void {
  const settings = [
    { variable: 'DESK_TENANT', wanted: tenant, here: found.tenant },
    { variable: 'DESK_TIME_ZONE', wanted: company.timeZone, here: found.company.timeZone },
    { variable: 'DESK_CURRENCY', wanted: company.currency, here: found.company.currency },
  ].filter(({ variable, wanted, here }) => {
    if (wanted === null || wanted === here) return false;
    return here === null || variable !== 'DESK_TIME_ZONE' || zoneOf(wanted) !== zoneOf(here);
  });
  if (settings.length === 0) return;
  const differences = settings.map(
    ({ wanted, here }) => `the backup is of “${wanted}” and ${origin} of ${here === null ? 'none' : `“${here}”`}`,
  );
  const remedy = settings.map(({ variable, wanted }) => `${variable}=${wanted}`).join(' ');
  throw new DeskFailure(`Another company: ${differences.join('; ')}. Start the services with ${remedy}.`, { code: 'other-company' });
}

/** One name for each zone: `Asia/Calcutta` is `Asia/Kolkata`. */
function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return name;
  }
}

function refuseFull(standings: Standings, replace: boolean): void {
  if (replace) return;
  const full = Object.keys(standings).filter((scope) => standings[scope] === 'full' || standings[scope] === 'done');
  if (full.length === 0) return;
  const done = full.every((scope) => standings[scope] === 'done');
  const what = done ? 'This backup was restored here before' : `There are data in ${full.join(', ')}`;
  throw new DeskFailure(`${what}: restore it into an empty desk (npm start -- --empty), or give up what is there with --replace.`, {
    code: 'not-empty',
  });
}

/** All domains are closed afterwards, or none. The answer: where rows are still to be loaded. */
async function close(backup: Backup, targets: readonly Target[], request: Omit<RestoreRequest, 'shapes'>): Promise<Target[]> {
  try {
    const standings = await allOrNone(targets.map(({ end, scopes }) => end.begin({ ...request, shapes: shapesOf(backup, scopes) })));
    await allOrNone(targets.map(({ end }) => end.settle()));
    return targets
      .map(({ end, scopes }, index) => ({ end, scopes: scopes.filter((scope) => standings[index]?.[scope] === 'begun') }))
      .filter(({ scopes }) => scopes.length > 0);
  } catch (error) {
    throw await undone(targets, request.restore, error);
  }
}

async function load({ folder, say, signal }: RestorePlan, { domains }: Backup, { end, scopes }: Target): Promise<void> {
  for (const scope of scopes) {
    const domain = domains[scope];
    if (!domain) continue;
    for (const [table, entry] of Object.entries(domain.tables)) {
      for await (const lines of readPages(folder, fileOf(scope, table), entry)) await end.load(scope, table, lines, signal);
    }
    say(`${scope}: ${Object.keys(domain.tables).length} tables`);
  }
  for (const scope of scopes) {
    const domain = domains[scope];
    if (domain) await end.verify(scope, domain, signal);
  }
}

/** Undoes what was begun, and says so with the reason. */
async function undone(targets: readonly Target[], restore: string, error: unknown): Promise<DeskFailure> {
  if (error instanceof DeskFailure && error.code === 'other-command')
    return new DeskFailure(`${sentenceOf(error)} That one says how it ends.`, { cause: error, code: error.code });
  const settled = await Promise.allSettled(targets.map(({ end, scopes }) => end.undo(restore, scopes, false)));
  const failed = settled.find((each) => each.status === 'rejected');
  if (!failed) return new DeskFailure(`Nothing was restored, everything is as it was before: ${sentenceOf(error)}`, { cause: error });
  const sentence = `The restore was broken off (${sentenceOf(error)}) and could not be undone: ${sentenceOf(failed.reason)} Run it again, or with --abort.`;
  return new DeskFailure(sentence, { cause: error, exitCode: exitCodes.halfWay });
}
