import type { IncomingMessage, ServerResponse } from 'node:http';
import { createProxyMiddleware, debugProxyErrorsPlugin, proxyEventsPlugin } from 'http-proxy-middleware';
import { requestFacts } from '../request/request-facts.ts';
import { writeProblem } from '../server/answer-problem.ts';
import { connectedAgents } from './connected-agents.ts';
import { type Exchange, startDeadline } from './exchange.ts';
import { cleanAnswerHeaders } from './forwarded-headers.ts';
import { meterBody, repeatBody } from './request-body.ts';
import { isRepeatable, mayRepeat } from './retry-rule.ts';
import { isUnreachable, refusalOf } from './upstream-failure.ts';

const MISDIRECTED = 421;

/** http-proxy-middleware, told what each attempt is about by its exchange; how it went is told to `exchange.end`. */
export function createProxy(exchanges: WeakMap<IncomingMessage, Exchange>, bodyLimitBytes: number, idleMs: number) {
  const exchangeOf = (incoming: IncomingMessage): Exchange => {
    const exchange = exchanges.get(incoming);
    if (!exchange) throw new Error('The proxy speaks of a request that was not forwarded');
    return exchange;
  };

  const create = (agent: object) =>
    createProxyMiddleware<IncomingMessage, ServerResponse>({
      agent,
      router: (incoming) => exchangeOf(incoming).upstream,
      changeOrigin: true,
      // A 421 must not reach the caller, so whether an answer is passed on is decided here.
      selfHandleResponse: true,
      // The default plugins log each request and answer errors with the upstream's address.
      ejectPlugins: true,
      plugins: [debugProxyErrorsPlugin, proxyEventsPlugin],
      on: {
        proxyReq(request, incoming, outgoing) {
          const exchange = exchangeOf(incoming);
          exchange.request = request;
          // A connection came free only after the caller had been told that it took too long.
          if (outgoing.writableEnded) return void request.destroy();
          if (exchange.body === undefined) meterBody(incoming, request, exchange, bodyLimitBytes);
          else repeatBody(request, exchange);
          exchange.sent();
        },
        proxyRes(answer, incoming, outgoing) {
          const exchange = exchangeOf(incoming);
          exchange.head.stop();
          if (answer.statusCode === MISDIRECTED) return void turnBack(answer, incoming, exchange);
          passOn(answer, outgoing);
        },
        error(error, incoming, outgoing) {
          const exchange = exchangeOf(incoming);
          if (!('writeHead' in outgoing) || outgoing.destroyed) return exchange.end({ kind: 'answered' });
          if (exchange.request === undefined && isUnreachable(error)) return exchange.end({ kind: 'unreached', error });
          if (mayRepeat(error, exchange, incoming, outgoing)) {
            exchange.retried = true;
            return exchange.end({ kind: 'broken' });
          }
          exchange.head.stop();
          writeProblem(outgoing, refusalOf(error, bodyLimitBytes), requestFacts(incoming).id);
        },
      },
    });
  const proxies = Object.fromEntries(Object.entries(connectedAgents()).map(([protocol, agent]) => [protocol, create(agent)]));
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    void proxies[exchangeOf(incoming).upstream.protocol]?.(incoming, outgoing);
  };

  function passOn(answer: IncomingMessage, outgoing: ServerResponse): void {
    cleanAnswerHeaders(answer, outgoing);
    if (!/^text\/event-stream/i.test(answer.headers['content-type'] ?? '')) watchIdle(answer);
    for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) outgoing.setHeader(name, value);
    outgoing.statusCode = answer.statusCode ?? 502;
    if (answer.statusMessage) outgoing.statusMessage = answer.statusMessage;
    answer.pipe(outgoing);
  }

  function watchIdle(answer: IncomingMessage): void {
    const idle = startDeadline(idleMs, () => answer.destroy());
    answer.on('data', idle.putOff).once('close', idle.stop);
  }
}

/** The service has given the scope up and did nothing: the request comes back, once it is all here. */
async function turnBack(answer: IncomingMessage, incoming: IncomingMessage, exchange: Exchange): Promise<void> {
  answer.resume();
  if (!incoming.readableEnded && !incoming.destroyed) {
    incoming.resume();
    await new Promise((resolve) => incoming.once('end', resolve).once('close', resolve));
  }
  exchange.end({ kind: 'elsewhere', repeatable: isRepeatable(incoming, exchange) });
}
