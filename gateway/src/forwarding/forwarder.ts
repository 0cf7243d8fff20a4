import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { createProxyMiddleware, debugProxyErrorsPlugin, proxyEventsPlugin } from 'http-proxy-middleware';
import { isJson } from '../endpoints/read-json.ts';
import { writeProblem } from '../problem/answer-problem.ts';
import { Refused } from '../problem/refused.ts';
import { type GatewayEnv, requestFacts } from '../server/request-facts.ts';
import type { User } from '../session/session.ts';
import { signedIn } from '../session/signed-in.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { cleanAnswerHeaders, cleanRequestHeaders } from './forwarded-headers.ts';
import { bodyTooLarge, GaveUp, refusalOf } from './upstream-failure.ts';

export interface ForwarderOptions {
  serviceToken: (user: User) => Promise<string>;
  /** Of a request's body. Default 1 MiB. */
  bodyLimitBytes?: number;
  /** From the last byte sent to the head of the answer. Default 15,000. */
  headMs?: number;
  /** Between two chunks of an answer, but of an event stream, which may be quiet. Default 30,000. */
  idleMs?: number;
  /** Requests under way to one upstream; more are refused at once. Default 256, as many as the proxy opens connections. */
  inFlight?: number;
}

/** One request on its way. */
interface Exchange {
  upstream: URL;
  head: Deadline;
  request?: ClientRequest;
  retried: boolean;
}

export type Forward = (c: Context<GatewayEnv>, scope: string, upstream: URL) => Promise<Response>;

/** Forwards a request as it came, streaming both ways. Resolves when the answer is out or the connection gone. */
export function createForwarder(options: ForwarderOptions): Forward {
  const { serviceToken, bodyLimitBytes = 1_048_576, headMs = 15_000, idleMs = 30_000, inFlight = 256 } = options;
  const exchanges = new WeakMap<IncomingMessage, Exchange>();
  const underWay = new Map<string, number>();

  const exchangeOf = (incoming: IncomingMessage): Exchange => {
    const exchange = exchanges.get(incoming);
    if (!exchange) throw new Error('The proxy speaks of a request that was not forwarded');
    return exchange;
  };

  const proxy = createProxyMiddleware<IncomingMessage, ServerResponse>({
    router: (incoming) => exchangeOf(incoming).upstream,
    changeOrigin: true,
    // The default plugins log each request and answer errors with the upstream's address.
    ejectPlugins: true,
    plugins: [debugProxyErrorsPlugin, proxyEventsPlugin],
    on: {
      proxyReq(request, incoming, outgoing) {
        const exchange = exchangeOf(incoming);
        exchange.request = request;
        // A connection came free only after the caller had been told that it took too long.
        if (outgoing.writableEnded) return void request.destroy();
        meterBody(incoming, request, exchange.head);
      },
      proxyRes(answer, incoming, outgoing) {
        exchangeOf(incoming).head.stop();
        cleanAnswerHeaders(answer, outgoing);
        if (!/^text\/event-stream/i.test(answer.headers['content-type'] ?? '')) watchIdle(answer);
      },
      error(error, incoming, outgoing) {
        const exchange = exchangeOf(incoming);
        if (!('writeHead' in outgoing) || outgoing.destroyed) return exchange.head.stop();
        if (mayRetry(error, exchange, incoming, outgoing)) {
          exchange.retried = true;
          return void proxy(incoming, outgoing);
        }
        exchange.head.stop();
        writeProblem(outgoing, refusalOf(error, bodyLimitBytes), requestFacts(incoming).id);
      },
    },
  });

  /** Counts while the proxy pipes: the limit holds also for a body whose length nobody said. */
  function meterBody(incoming: IncomingMessage, request: ClientRequest, head: Deadline): void {
    let sizeBytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      head.putOff();
      sizeBytes += chunk.length;
      if (sizeBytes <= bodyLimitBytes) return;
      incoming.unpipe(request);
      request.destroy(new GaveUp('BODY_TOO_LARGE'));
    });
  }

  function watchIdle(answer: IncomingMessage): void {
    const idle = startDeadline(idleMs, () => answer.destroy());
    answer.on('data', idle.putOff).once('close', idle.stop);
  }

  return async function forward(c, scope, upstream) {
    const { incoming, outgoing } = c.env;
    const { user } = signedIn(c);
    checkBody(incoming, bodyLimitBytes);
    const count = underWay.get(upstream.origin) ?? 0;
    if (count >= inFlight)
      throw new Refused('overloaded', 'The service has too much to do. Try again in a moment.', { headers: { 'retry-after': '1' } });
    underWay.set(upstream.origin, count + 1);
    const facts = requestFacts(incoming);
    facts.scope = scope;
    const exchange: Exchange = { upstream, head: startDeadline(headMs, () => giveUp(incoming, outgoing)), retried: false };
    exchanges.set(incoming, exchange);
    try {
      cleanRequestHeaders(incoming, facts, await serviceToken(user));
      await proxy(incoming, outgoing);
      if (!outgoing.closed) await new Promise((resolve) => outgoing.once('close', resolve));
    } finally {
      exchange.head.stop();
      underWay.set(upstream.origin, (underWay.get(upstream.origin) ?? 1) - 1);
    }
    return RESPONSE_ALREADY_SENT;
  };

  function giveUp(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { request } = exchangeOf(incoming);
    const error = new GaveUp('NO_HEAD_IN_TIME');
    if (request) request.destroy(error);
    else writeProblem(outgoing, refusalOf(error, bodyLimitBytes), requestFacts(incoming).id);
  }
}

function checkBody({ headers }: IncomingMessage, limitBytes: number): void {
  const length = Number(headers['content-length'] ?? 0);
  if (length > limitBytes) throw bodyTooLarge(limitBytes);
  const hasBody = length > 0 || headers['transfer-encoding'] !== undefined;
  if (hasBody && !isJson(headers['content-type'])) throw new Refused('not-json', 'Send the body as application/json.');
}

/** A kept connection that the service closed just as it was used, as after its restart: nothing reached it, so reads go again once. */
function mayRetry(
  error: Error & { code?: string },
  { request, retried }: Exchange,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): boolean {
  const isRead = incoming.method === 'GET' || incoming.method === 'HEAD';
  return isRead && !retried && error.code === 'ECONNRESET' && request?.reusedSocket === true && !outgoing.headersSent;
}
