import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ManifestStore } from '@business-m/manifest/store';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { upstreamFor } from '../discovery/upstreams.ts';
import { type PauseQueue, paused, type Turn } from '../pause/pause-queue.ts';
import { Refused } from '../problem/refused.ts';
import { isJson } from '../request/read-json.ts';
import { type GatewayEnv, requestFacts, signedIn } from '../request/request-facts.ts';
import { writeProblem } from '../server/answer-problem.ts';
import type { User } from '../users/user-directory.ts';
import { createCallSlots } from './call-slots.ts';
import { type AttemptEnd, type Exchange, startDeadline } from './exchange.ts';
import { cleanRequestHeaders } from './forwarded-headers.ts';
import { createOutages } from './outages.ts';
import { createProxy } from './proxy.ts';
import { bodyTooLarge, GaveUp, refusalOf } from './upstream-failure.ts';

export interface ForwarderOptions {
  manifest: ManifestStore;
  pauses: PauseQueue;
  serviceToken: (user: User) => Promise<string>;
  /** Of a request's body. Default 1 MiB. */
  bodyLimitBytes?: number;
  /** From the last byte sent to the head of the answer. Default 15,000. */
  headMs?: number;
  /** Between two chunks of an answer, but of an event stream, which may be quiet. Default 30,000. */
  idleMs?: number;
  /** Requests under way to one upstream; more are refused at once. Default 256, as many as the proxy opens connections. */
  inFlight?: number;
  /** How long a service that refuses connections is tried, counted from its first refusal: a restart takes a moment. Default 5,000. */
  unreachedMs?: number;
  /** How long a service may say that the scope has moved before the manifest says where to. Default 30,000. */
  movedMs?: number;
}

/** Sends a request to wherever the manifest says that its scope is served. Resolves when the answer is out or the connection gone. */
export type Forward = (c: Context<GatewayEnv>, scope: string) => Promise<Response>;

const RECONNECT_MS = { first: 100, most: 500 };
/** How often to ask again a service that says it has not got the scope, when no edit came. */
const ASK_AGAIN_MS = 1_000;

/** Forwards a request as it came, streaming both ways; what provably did nothing is sent again, see docs/gateway.md. */
export function createForwarder(options: ForwarderOptions): Forward {
  const { manifest, pauses, serviceToken, bodyLimitBytes = 1_048_576, headMs = 15_000, idleMs = 30_000, inFlight = 256 } = options;
  const { unreachedMs = 5_000, movedMs = 30_000 } = options;
  const exchanges = new WeakMap<IncomingMessage, Exchange>();
  const slots = createCallSlots(inFlight);
  const outages = createOutages();
  const proxy = createProxy(exchanges, bodyLimitBytes, idleMs);

  return async function forward(c, scope) {
    const { incoming, outgoing } = c.env;
    const { user } = signedIn(c);
    upstreamOf(scope, user);
    checkBody(incoming, bodyLimitBytes);
    const facts = requestFacts(incoming);
    facts.scope = scope;
    // Each attempt listens for the caller's end.
    outgoing.setMaxListeners(0);
    incoming.setMaxListeners(0);
    const startedMs = Date.now();
    for (let attempts = 1; ; attempts += 1) {
      const turn = await pauses.turn(scope, outgoing);
      const upstream = upstreamOf(scope, user);
      const end = await attempt(upstream, turn).finally(turn.handOver);
      if (end.kind === 'answered' || outgoing.closed) return RESPONSE_ALREADY_SENT;
      if (end.kind === 'unreached') {
        if (outages.lastsMs(upstream.origin) >= unreachedMs) throw refusalOf(end.error, bodyLimitBytes);
        await delay(Math.min(RECONNECT_MS.most, RECONNECT_MS.first * attempts));
      }
      if (end.kind === 'elsewhere') {
        if (!end.repeatable || Date.now() - startedMs >= movedMs) throw paused();
        await news(scope, user, upstream);
      }
    }

    async function attempt(upstream: URL, { waited, handOver }: Turn): Promise<AttemptEnd> {
      // Those who were held are let go one by one, and must not be sent away now.
      if (waited) await slots.enter(upstream.origin);
      else if (!slots.tryEnter(upstream.origin)) throw overloaded();
      const { promise, resolve: end } = Promise.withResolvers<AttemptEnd>();
      const known = exchanges.get(incoming);
      const exchange: Exchange = {
        retried: false,
        ...known,
        upstream,
        end,
        sent: handOver,
        head: startDeadline(headMs, () => giveUp(incoming, outgoing)),
      };
      delete exchange.request;
      exchanges.set(incoming, exchange);
      const closed = () => end({ kind: 'answered' });
      outgoing.once('close', closed);
      try {
        cleanRequestHeaders(incoming, facts, await serviceToken(user));
        if (!outgoing.closed) proxy(incoming, outgoing);
        else closed();
        return await promise;
      } finally {
        if (exchange.request) outages.end(upstream.origin);
        outgoing.off('close', closed);
        exchange.head.stop();
        slots.leave(upstream.origin);
      }
    }
  };

  function upstreamOf(scope: string, { tenant }: User): URL {
    const upstream = upstreamFor(manifest.current(), scope, tenant);
    if (!upstream) throw new Refused('unknown-scope', 'The desk has no service of this name.');
    return upstream;
  }

  /** Until an edit may have said where the scope is now; at once when it already has. */
  async function news(scope: string, { tenant }: User, tried: URL): Promise<void> {
    if (upstreamFor(manifest.current(), scope, tenant)?.href !== tried.href || pauses.waiting(scope) !== null) return;
    const { promise: edited, resolve } = Promise.withResolvers<void>();
    const unsubscribe = manifest.subscribe(() => resolve());
    const timer = setTimeout(resolve, ASK_AGAIN_MS);
    await edited;
    clearTimeout(timer);
    unsubscribe();
  }

  function giveUp(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const exchange = exchanges.get(incoming);
    const error = new GaveUp('NO_HEAD_IN_TIME');
    if (exchange?.request) exchange.request.destroy(error);
    else writeProblem(outgoing, refusalOf(error, bodyLimitBytes), requestFacts(incoming).id);
  }
}

function checkBody({ headers }: IncomingMessage, limitBytes: number): void {
  const length = Number(headers['content-length'] ?? 0);
  if (length > limitBytes) throw bodyTooLarge(limitBytes);
  const hasBody = length > 0 || headers['transfer-encoding'] !== undefined;
  if (hasBody && !isJson(headers['content-type'])) throw new Refused('not-json', 'Send the body as application/json.');
}

const overloaded = () => new Refused('overloaded', 'The service has too much to do. Try again in a moment.', { retryAfterSeconds: 1 });
