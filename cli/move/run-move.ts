import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EndState, MoveCheck, TableChecksum } from '@business-m/metadata/operations';
import { DeskFailure, exitCodes, sentenceOf } from '../desk-failure.ts';
import { editScope, readScope, type ScopeEntry } from '../manifest-file.ts';
import type { DomainEnd } from './domain-end.ts';
import { waitForHold } from './gateway-health.ts';

export interface MovePlan {
  scope: string;
  /** Has the domain now. */
  source: DomainEnd;
  /** Is to have it. */
  target: DomainEnd;
  /** The target's database, as the source reaches it; null while it is yet to be made, with which nothing but a look is possible. */
  database: string | null;
  manifestFile: string;
  /** What the manifest says of the scope afterwards; null: where everything goes that has no upstream of its own. */
  upstream: string | null;
  gateway: string;
  /** Progress, a line at a time. */
  say(line: string): void;
  /** Undoes what is under way. */
  signal: AbortSignal;
}

export interface MoveResult {
  outcome: 'moved' | 'already-moved' | 'undone' | 'nothing-to-undo' | 'checked';
  scope: string;
  move: string | null;
  tables?: Record<string, TableChecksum>;
  check?: MoveCheck;
}

/** How often a step that undoes is tried: the process it asks may be restarting. */
const UNDO_ATTEMPTS = 5;
const UNDO_AGAIN_MS = 1_000;

/** Says what would be moved, and whether it can be. Changes nothing. */
export async function checkMove(plan: MovePlan): Promise<MoveResult> {
  const { scope, source, target, database, manifestFile } = plan;
  const entry = await readScope(manifestFile, scope);
  const here = await source.read();
  if (here.home.state === 'left') {
    const there = await target.read();
    requireSameMove(plan, here, there);
    if (isDone(plan, there, entry)) return { outcome: 'already-moved', scope, move: here.home.move };
    throw new DeskFailure(`${scope} has left ${source.origin}, but is not served at ${target.origin} yet: run the move to finish it.`);
  }
  if (database !== null) await target.read();
  return { outcome: 'checked', scope, move: here.home.move, check: await source.check(database) };
}

/**
 * Moves a domain from one process and database to another, or goes on with a move that was broken off wherever it was:
 * target expects → gateway holds → source fenced → copied and compared → source gives up → target opens → manifest names the target.
 * Up to the giving up whatever fails is undone; from there on it only goes forward.
 */
export async function runMove(plan: MovePlan): Promise<MoveResult> {
  const { scope, source, target, database, manifestFile, gateway, say, signal } = plan;
  if (database === null) throw new DeskFailure(`${target.origin} has no database for ${scope} yet.`);
  await readScope(manifestFile, scope);
  const [here, there] = [await source.read(), await target.read()];
  if (here.home.state === 'left') return finish(plan, here, there);
  const move = moveToGoOnWith(here, there) ?? randomUUID();
  let tables: Record<string, TableChecksum>;
  try {
    await target.step('expect', move);
    await source.check(database);
    signal.throwIfAborted();
    say(`${scope}: the gateway keeps its requests waiting`);
    await editScope(manifestFile, scope, { hold: true });
    await waitForHold(gateway, scope, true, say);
    signal.throwIfAborted();
    await source.step('fence', move);
    say(`${scope}: nothing changes any more at ${source.origin}`);
    tables = await source.copy(move, database, (table, rows) => say(`${scope}: ${table}: ${rows} rows, equal on both sides`), signal);
    signal.throwIfAborted();
    await leave(plan, move);
  } catch (error) {
    say(`${scope}: ${sentenceOf(error)}`);
    await undo(plan, move);
    throw new DeskFailure(`${scope} was not moved, everything is as it was before: ${sentenceOf(error)}`, { cause: error });
  }
  await goForward(plan, move);
  return { outcome: 'moved', scope, move, tables };
}

/** Undoes a move that was broken off before the source had given the domain up. */
export async function abortMove(plan: MovePlan): Promise<MoveResult> {
  const { scope, source, target, manifestFile } = plan;
  const [here, there] = [await source.read(), await target.read()];
  if (here.home.state === 'left') {
    const sentence = `${scope} has already left ${source.origin}: run the move again, without --abort, to finish it.`;
    throw new DeskFailure(sentence, { exitCode: exitCodes.halfWay });
  }
  const move = moveToGoOnWith(here, there);
  const { hold } = await readScope(manifestFile, scope);
  if (move === null && hold !== true) return { outcome: 'nothing-to-undo', scope, move };
  await undo(plan, move ?? '-');
  return { outcome: 'undone', scope, move };
}

/** The move that one of the ends remembers; throws when they remember different ones, or it goes the other way. */
function moveToGoOnWith(here: EndState, there: EndState): string | null {
  const moves = [here.home.state === 'leaving' ? here.home.move : null, there.home.state === 'arriving' ? there.home.move : null];
  const known = moves.filter((move) => move !== null);
  if (here.home.state === 'arriving' || there.home.state === 'leaving' || new Set(known).size > 1) {
    throw new DeskFailure('The two processes are in the middle of another move: finish or abort it with the addresses it was begun with.');
  }
  return known[0] ?? null;
}

/** When the answer is lost, only the source knows whether it has given the domain up. */
async function leave({ source, scope, say }: MovePlan, move: string): Promise<void> {
  try {
    await source.step('leave', move);
  } catch (error) {
    const { home } = await source.read().catch(() => {
      const sentence = `${source.origin} does not say whether it has given ${scope} up (${sentenceOf(error)}): run the move again.`;
      throw new DeskFailure(sentence, { exitCode: exitCodes.halfWay });
    });
    if (home.state !== 'left') throw error;
  }
  say(`${scope}: ${source.origin} has given it up`);
}

/** From here on there is one place only where the domain can live. */
async function goForward({ scope, target, manifestFile, upstream, gateway, say }: MovePlan, move: string): Promise<void> {
  try {
    await target.step('open', move);
    await editScope(manifestFile, scope, { upstream, hold: null });
    await waitForHold(gateway, scope, false, say);
    say(`${scope}: served by ${target.origin}`);
  } catch (error) {
    const sentence = `${scope} has left, but does not serve at its new place yet: ${sentenceOf(error)} Run the move again to finish it.`;
    throw new DeskFailure(sentence, { cause: error, exitCode: exitCodes.halfWay });
  }
}

async function finish(plan: MovePlan, here: EndState, there: EndState): Promise<MoveResult> {
  const { scope, manifestFile } = plan;
  const move = requireSameMove(plan, here, there);
  const done = isDone(plan, there, await readScope(manifestFile, scope));
  if (!done) await goForward(plan, move);
  return { outcome: done ? 'already-moved' : 'moved', scope, move };
}

function requireSameMove({ scope, source, target }: MovePlan, here: EndState, there: EndState): string {
  const { move } = here.home;
  if (move !== null && there.home.move === move) return move;
  throw new DeskFailure(`${scope} has left ${source.origin}, but not to ${target.origin}.`);
}

const isDone = ({ upstream }: MovePlan, there: EndState, entry: ScopeEntry) =>
  there.standing === 'open' && entry.hold !== true && (entry.upstream ?? null) === upstream;

async function undo({ scope, source, target, manifestFile, gateway, say }: MovePlan, move: string): Promise<void> {
  try {
    // The source first: once it serves again, the waiting requests can be let go.
    await insist(() => source.step('undo', move));
    await insist(() => target.step('undo', move));
    await editScope(manifestFile, scope, { hold: null });
    await waitForHold(gateway, scope, false, say);
    say(`${scope}: undone`);
  } catch (error) {
    const sentence = `${scope} could not be put back: ${sentenceOf(error)} Run desk move ${scope} with --abort, or the move again.`;
    throw new DeskFailure(sentence, { cause: error, exitCode: exitCodes.halfWay });
  }
}

async function insist(step: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await step();
      return;
    } catch (error) {
      if (attempt === UNDO_ATTEMPTS) throw error;
    }
    await delay(UNDO_AGAIN_MS);
  }
}
