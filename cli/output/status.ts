import { type Audience, type DesiredRemote, splitRelease } from '@business-m/contract';
import type { EnvironmentList, Fleet, FleetRemote } from '@business-m/contract/admin';
import type { Paint } from './paint.ts';
import { drawTable } from './table.ts';
import { describeAge, describeAuthor, describeCount, describeMany, describePart, describeShare } from './words.ts';

export interface Status {
  environment: EnvironmentList['environments'][number];
  serving: boolean;
  /** Of the environment that the gateway serves; null for another one. */
  fleet: Pick<Fleet, 'windowMinutes'> | null;
  remotes: readonly (FleetRemote | { scope: string; remote: DesiredRemote })[];
}

type Remote = Status['remotes'][number];

const columns = [
  { title: 'REMOTE' },
  { title: 'RELEASE' },
  { title: 'FOR' },
  { title: 'USERS', align: 'end' },
  { title: 'FAILED', align: 'end' },
  { title: 'SLOW', align: 'end' },
  { title: 'UPSTREAM' },
  { title: '' },
] as const;

/** An environment at a glance: a row for each release that users get, the remote's own facts in its first row. */
export function drawStatus({ environment, serving, fleet, remotes }: Status, paint: Paint, now: Date): string {
  const { head, locked, fault } = environment;
  const title = head
    ? `${paint.strong(environment.name)}, revision ${head.number}: “${head.reason}” (${describeAuthor(head.author)}, ${describeAge(head.time, now)})`
    : `${paint.strong(environment.name)}, without a revision`;
  const notes = [
    ...(serving ? [] : [paint.quiet('Not what this gateway serves: it knows nothing of health and upstreams here.')]),
    ...(fault ? [paint.bad(`Its newest text is not in effect: ${fault.path ? `${fault.path}: ` : ''}${fault.message}`)] : []),
    ...(locked ? [paint.warn(`Locked by ${locked.by}, ${describeAge(locked.at, now)}: ${locked.reason}`)] : []),
    ...(environment.approval ? [approvalNote(environment, paint)] : []),
  ];
  const rows = remotes.flatMap((remote) => rowsOf(remote, paint));
  const table = rows.length > 0 ? drawTable(columns, rows, paint.quiet) : 'No remotes.\n';
  const window =
    fleet && remotes.length > 0 ? paint.quiet(`\nUsers who reported in the last ${describeMany(fleet.windowMinutes, 'minute')}.\n`) : '';
  return `${[title, ...notes].join('\n')}\n\n${table}${window}`;
}

function approvalNote({ name, pending }: Status['environment'], paint: Paint): string {
  if (pending === 0) return paint.quiet('Changes wait for the approval of somebody else.');
  const wait = pending === 1 ? 'waits' : 'wait';
  return paint.warn(`${describeMany(pending, 'change')} ${wait} for approval: npx desk proposals --env ${name}`);
}

function rowsOf(entry: Remote, paint: Paint): string[][] {
  const { remote } = entry;
  const { stable, canary, halted } = remote.releases;
  const given: [release: string, who: string][] = [
    [stable, canary ? 'everybody else' : 'everybody'],
    ...(canary ? [[canary.release, paint.accent(`${describeShare(canary.shareBps)} canary`)] satisfies [string, string]] : []),
    ...(remote.bindings ?? []).map(({ match, release }): [string, string] => [release, describeAudience(match)]),
  ];
  const notes = [
    ...(remote.enabled ? [] : [paint.warn(`off${remote.message ? `: ${remote.message}` : ''}`)]),
    ...(halted ? [paint.bad(`${describeRelease(halted.release, paint)} was taken back: ${halted.reason}`)] : []),
  ];
  return given.map(([release, who], index) => [
    index === 0 ? paint.strong(entry.scope) : '',
    describeRelease(release, paint),
    who,
    ...health(entry, release, paint),
    index === 0 ? upstream(entry, paint) : '',
    index === 0 ? notes.join('; ') : '',
  ]);
}

/** Enough to tell releases of one version apart; what a command takes is the whole id. */
const SHOWN_DIGITS = 12;

/** `1.8.0` and, quieter, what tells its bytes from others'. */
export function describeRelease(id: string, paint: Paint): string {
  const parts = splitRelease(id);
  return parts ? `${parts.version} ${paint.quiet(parts.digest.slice(0, SHOWN_DIGITS))}` : id;
}

export const describeAudience = (audience: Audience): string =>
  Object.entries(audience)
    .map(([kind, name]) => `${kind} ${name}`)
    .join(' and ');

function health(entry: Remote, release: string, paint: Paint): [users: string, failed: string, slow: string] {
  const found = 'health' in entry ? entry.health.find((each) => each.release === release) : undefined;
  if (!found) return ['', '', ''];
  const failed = describePart(found.failed, found.users);
  return [describeCount(found.users), found.failed > 0 ? paint.bad(failed) : failed, describePart(found.slow, found.users)];
}

function upstream(entry: Remote, paint: Paint): string {
  if (!('upstream' in entry)) return '';
  const { status, url, message } = entry.upstream;
  const address = url ?? 'none';
  if (status === 'down') return paint.bad(`down ${address}${message ? ` (${message})` : ''}`);
  return status === 'up' ? `${paint.good('up')} ${address}` : paint.quiet(`unknown ${address}`);
}
