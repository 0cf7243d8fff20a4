import type { ExpectedDomain, RestoreRequest, RestoreStanding } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import { readShape, shapeDifference } from '../tables/schema-shape.ts';
import { type Loading, loadDatabase, type RestoreDomain } from './load-database.ts';
import { readRestore } from './restore-record.ts';
import { closeForRestore, openRestored, requireUndoable, standingOf, undoRestore } from './restored-domain.ts';

export interface RestoringOptions {
  find(scope: string): RestoreDomain | undefined;
  /** Messages that lie in NATS for this desk; null: it uses none. */
  messagesUnderWay(): Promise<{ messages: number; where: string } | null>;
  /** After which an open transaction is given up when nothing comes for it any more. */
  idleMs?: number;
}

const IDLE_MS = 600_000;

/** The steps of a restore in one process. Each can be done again; one at a time. From `begin` to `open` the domains take no calls. */
export function createRestoringProcess({ find, messagesUnderWay, idleMs = IDLE_MS }: RestoringOptions) {
  const loadings = new Map<HostDatabase, Loading>();
  /** The command that began last, or undid what others had begun: no other one has a say. */
  let owner: string | null = null;
  /** `loads`: the domains whose rows are still to come, and whether they replace others. */
  let begun: { restore: string; loads: ReadonlyMap<string, boolean> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** A step of a command that has died may still be running. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(async () => {
      clearTimeout(timer);
      try {
        return await work();
      } finally {
        if (loadings.size > 0) timer = setTimeout(() => void inTurn(rollBack).catch(() => {}), idleMs);
      }
    });
    last = mine.catch(() => {});
    return mine;
  }

  /** A step of the command `by`, which another one may have overtaken. */
  function inTurnOf<T>(by: string, work: () => Promise<T>): Promise<T> {
    return inTurn(() => {
      if (owner === null || owner === by) return work();
      throw new Refusal('other-command', 'Another command has taken up this restore since.');
    });
  }

  async function rollBack(): Promise<void> {
    const open = [...loadings.values()];
    loadings.clear();
    for (const loading of open) await loading.rollback();
  }

  function domainOf(scope: string): RestoreDomain {
    const domain = find(scope);
    if (!domain) throw new Refusal('unknown-scope', `The domain “${scope}” does not run in this process.`);
    return domain;
  }

  async function look({ restore, shapes }: RestoreRequest): Promise<Record<string, RestoreStanding>> {
    const standings: Record<string, RestoreStanding> = {};
    for (const [scope, shape] of Object.entries(shapes)) {
      const domain = domainOf(scope);
      const difference = shapeDifference(shape, await readShape(domain));
      if (difference !== null)
        throw new Refusal('schema-differs', `The backup of ${scope} does not fit into the schema “${domain.schema}” here: ${difference}.`);
      standings[scope] = await standingOf(domain, restore);
    }
    return standings;
  }

  async function loadingOf(scope: string): Promise<Loading> {
    const { db } = domainOf(scope);
    const known = loadings.get(db);
    if (known) return known;
    if (!begun?.loads.has(scope)) throw new Refusal('wrong-step', `The restore of ${scope} has not begun here: was the process restarted?`);
    const here = [...begun.loads.keys()].map(domainOf).filter((domain) => domain.db === db);
    const loading = await loadDatabase(db, here, begun.restore);
    loadings.set(db, loading);
    return loading;
  }

  return {
    /** How each domain stands; throws for what could never be restored here. Changes nothing. */
    look: (request: RestoreRequest) => inTurn(() => look(request)),
    /** Closes the domains and marks their databases; what an earlier try of the same restore left open is given up first. */
    begin: (request: RestoreRequest, by: string) =>
      inTurn(async () => {
        const { restore, replace, shapes } = request;
        owner = by;
        await rollBack();
        const standings = await look(request);
        const closed: RestoreDomain[] = [];
        try {
          for (const scope of Object.keys(shapes)) {
            if (standings[scope] === 'begun' || standings[scope] === 'loaded') continue;
            await closeForRestore(domainOf(scope), restore, replace);
            closed.push(domainOf(scope));
          }
        } catch (error) {
          for (const domain of closed) await undoRestore(domain, restore);
          throw error;
        }
        const loads = new Map<string, boolean>();
        for (const scope of Object.keys(shapes)) {
          if (standings[scope] !== 'loaded') loads.set(scope, (await readRestore(domainOf(scope).db, scope))?.replaces === true);
        }
        begun = { restore, loads };
        return look(request);
      }),
    /** Throws while NATS holds messages of what is about to be replaced: they would reach what comes instead. */
    settle: () =>
      inTurn(async () => {
        const found = await messagesUnderWay();
        if (found === null || found.messages === 0) return;
        throw new Refusal(
          'messages-under-way',
          `NATS still has ${found.messages} messages of this desk (${found.where}), which would reach what is restored: wait until they are delivered, purge the streams, or start the services with another NATS_PREFIX.`,
        );
      }),
    rows: (scope: string, table: string, lines: readonly string[], by: string) =>
      inTurnOf(by, async () => (await loadingOf(scope)).insert(scope, table, lines)),
    verify: (scope: string, expected: ExpectedDomain, by: string) =>
      inTurnOf(by, async () => (await loadingOf(scope)).verify(scope, expected)),
    /** Once everything is verified everywhere. */
    commit: (by: string) =>
      inTurnOf(by, async () => {
        for (const [db, loading] of [...loadings]) {
          loadings.delete(db);
          await loading.commit((scope) => begun?.loads.get(scope) === true);
        }
      }),
    /** Serves what was loaded. */
    open: (restore: string, scopes: readonly string[], by: string) =>
      inTurnOf(by, async () => {
        for (const scope of scopes) {
          const standing = await standingOf(domainOf(scope), restore);
          if (standing !== 'loaded' && standing !== 'done') throw new Refusal('wrong-step', `The rows of ${scope} have not been loaded.`);
        }
        for (const scope of scopes) await openRestored(domainOf(scope), restore);
        begun = null;
      }),
    /** As it was before, unless rows have been replaced already. `aborts`: whichever command has begun it. */
    undo: (restore: string, scopes: readonly string[], by: string, aborts: boolean) =>
      inTurnOf(aborts ? (owner ?? by) : by, async () => {
        owner = by;
        await rollBack();
        for (const scope of scopes) await requireUndoable(domainOf(scope), restore);
        for (const scope of scopes) await undoRestore(domainOf(scope), restore);
        begun = null;
      }),
  };
}
