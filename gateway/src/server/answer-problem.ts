import type { ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE } from '@business-m/metadata';
import type { Context } from 'hono';
import { problemOf, Refused } from '../problem/refused.ts';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';

const headersOf = ({ headers }: Refused) => ({ ...headers, 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store' });

/** Answers a refusal in Hono, where anything else thrown is a fault: logged whole, told as a sentence. */
export function answerProblem(error: unknown, c: Context<GatewayEnv>): Response {
  const facts = requestFacts(c.env.incoming);
  const refused =
    error instanceof Refused
      ? error
      : new Refused('internal-error', 'Something went wrong in the gateway. The request id finds it in the log.');
  if (refused !== error) facts.fault = error;
  return c.body(JSON.stringify(problemOf(refused, facts.id)), refused.status, headersOf(refused));
}

/** The same where Hono is not involved: before routing, and while forwarding. */
export function writeProblem(outgoing: ServerResponse, refused: Refused, requestId: string): void {
  if (outgoing.headersSent || outgoing.writableEnded) {
    // Half an answer is out: only a broken connection says that it is not whole.
    outgoing.destroy();
    return;
  }
  const body = JSON.stringify(problemOf(refused, requestId));
  outgoing.writeHead(refused.status, { ...headersOf(refused), 'content-length': Buffer.byteLength(body) }).end(body);
}
