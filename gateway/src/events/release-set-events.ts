import type { ServerResponse } from 'node:http';
import type { ReleaseSetEvent } from '@business-m/contract';
import type { HydratedState } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';
import type { Session } from '../request/request-facts.ts';
import { resolutionOf } from '../resolution/resolution-of.ts';
import type { Sessions } from '../session/sessions.ts';
import type { User } from '../users/user-directory.ts';
import { type EventStream, openEventStream } from './event-stream.ts';

export interface ReleaseSetEventsOptions {
  manifest: ManifestStore;
  sessions: Sessions;
  /** Default 15,000. */
  heartbeatMs?: number;
  perUser?: number;
  total?: number;
}

export interface Listener {
  session: Session;
  /** The last release set and shell's build it knows of, if any. */
  seen: { releaseSet: string | undefined; shell: string | undefined };
  /** Build of the shell that its page would have now. */
  shell: string;
}

export type ReleaseSetEvents = ReturnType<typeof createReleaseSetEvents>;

interface Connection extends Listener {
  stream: EventStream;
  /** For whom it was last looked: another object once the user's roles have changed. */
  lookedFor: User | null;
}

/** Time to look for changes before requests get their turn. */
const SLICE_MS = 8;

/** Open desks, each told when what its user gets has changed. */
export function createReleaseSetEvents(options: ReleaseSetEventsOptions) {
  const { manifest, sessions, heartbeatMs = 15_000, perUser = 20, total = 10_000 } = options;
  const connections = new Set<Connection>();
  const perUserCount = new Map<string, number>();
  let waiting: Set<Connection> | null = null;
  let closed = false;

  /** Tells the connection what its user gets now, if that is news. False when its session is over. */
  function look(connection: Connection, state: HydratedState | null): boolean {
    const session = sessions.renew(connection.session);
    if (!session) return false;
    connection.session = session;
    connection.lookedFor = session.user;
    if (!state) return true;
    const { releaseSet } = resolutionOf(state, session.user);
    const { seen, shell, stream } = connection;
    if (seen.releaseSet === releaseSet && (seen.shell === undefined || seen.shell === shell)) return true;
    connection.seen = { releaseSet, shell };
    const data: ReleaseSetEvent = { revision: state.revision, releaseSet, shell };
    stream.send({ id: releaseSet, name: 'release-set', data });
    return true;
  }

  function lookAtAll(): void {
    const running = waiting !== null;
    waiting = new Set(connections);
    if (!running) setImmediate(lookAtSome);
  }

  /** Thousands of desks at once must not keep requests waiting. A new state begins anew, with all of them. */
  function lookAtSome(): void {
    const state = manifest.current();
    const until = performance.now() + SLICE_MS;
    for (const connection of waiting ?? []) {
      waiting?.delete(connection);
      if (connections.has(connection) && !look(connection, state)) connection.stream.end();
      if (performance.now() > until) return void setImmediate(lookAtSome);
    }
    waiting = null;
  }

  function beatAll(): void {
    for (const connection of connections) {
      const session = sessions.renew(connection.session);
      if (!session) connection.stream.end();
      else if (session.user !== connection.lookedFor) look(connection, manifest.current());
      else connection.stream.beat();
    }
  }

  const timer = setInterval(beatAll, heartbeatMs).unref();
  const unsubscribe = manifest.subscribe(lookAtAll);
  const stopListening = sessions.onEnd((id) => {
    for (const { session, stream } of connections) if (session.id === id) stream.end();
  });

  return {
    /** Answers until the browser goes, the session ends or the gateway stops; throws {@link Refused} when there are too many. */
    listen(listener: Listener, outgoing: ServerResponse): void {
      const userId = listener.session.user.id;
      const count = perUserCount.get(userId) ?? 0;
      if (closed || connections.size >= total)
        throw new Refused('overloaded', 'Too many desks are open. Changes show when the page is loaded again.', { retryAfterSeconds: 30 });
      if (count >= perUser) throw new Refused('too-many-streams', 'This user has too many desks open.', { retryAfterSeconds: 30 });
      perUserCount.set(userId, count + 1);
      const connection: Connection = { ...listener, stream: openEventStream(outgoing), lookedFor: null };
      connections.add(connection);
      outgoing.once('close', () => {
        connections.delete(connection);
        const left = (perUserCount.get(userId) ?? 1) - 1;
        if (left > 0) perUserCount.set(userId, left);
        else perUserCount.delete(userId);
      });
      if (!look(connection, manifest.current())) connection.stream.end();
    },
    close() {
      closed = true;
      clearInterval(timer);
      unsubscribe();
      stopListening();
      for (const { stream } of connections) stream.end();
    },
  };
}
