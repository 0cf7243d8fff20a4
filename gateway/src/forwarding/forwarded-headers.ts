import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { RequestFacts } from '../request/request-facts.ts';
import { securityHeaders } from '../server/security-headers.ts';

/** RFC 9110 §7.6.1: about one connection, not about the message. `connection` names more of them. */
const hopByHop = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'upgrade'];
/** What a caller may not tell services: who it is and where it comes from is ours to say. */
const ours = ['authorization', 'cookie', 'expect', 'forwarded', 'x-real-ip'];
/** What a service may not tell browsers on the desk's origin. */
const notForBrowsers = ['server', 'set-cookie', 'transfer-encoding', 'x-powered-by', 'x-request-id', ...Object.keys(securityHeaders)];

/** Makes a request's headers those that the upstream gets. */
export function cleanRequestHeaders(incoming: IncomingMessage, facts: RequestFacts, token: string): void {
  const { headers } = incoming;
  const { host = '' } = headers;
  dropHopByHop(headers);
  for (const name of ours) delete headers[name];
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name];
  headers.authorization = `Bearer ${token}`;
  headers['x-request-id'] = facts.id;
  headers['x-forwarded-for'] = facts.address;
  headers['x-forwarded-proto'] = facts.https ? 'https' : 'http';
  headers['x-forwarded-host'] = host;
}

/** Makes an answer's headers those that the browser gets. */
export function cleanAnswerHeaders(answer: IncomingMessage, outgoing: ServerResponse): void {
  const { headers } = answer;
  dropHopByHop(headers);
  for (const name of notForBrowsers) delete headers[name];
  for (const name of Object.keys(headers)) if (name.startsWith('access-control-')) delete headers[name];
  headers['cache-control'] ??= 'private, no-cache';
  if (answer.statusCode === 503) headers['retry-after'] ??= '2';
  // The proxy would say keep-alive, also on a connection that is about to close.
  headers.connection = outgoing.shouldKeepAlive ? 'keep-alive' : 'close';
}

function dropHopByHop(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  for (const name of named) if (name !== 'content-length' && name !== 'transfer-encoding' && name !== 'host') delete headers[name];
  for (const name of hopByHop) delete headers[name];
}
