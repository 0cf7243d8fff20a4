import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DesiredRemote, Revision } from '@business-m/contract';
import type { EnvironmentList, Fleet } from '@business-m/contract/admin';
import { onTestFinished } from 'vitest';

export const SECRET = 'a secret of these tests, long enough to sign';
export const STABLE = '1.7.2-0123456789ab';
export const NEXT = '1.8.0-ba9876543210';

export interface Call {
  call: string;
  headers: NodeJS.Dict<string | string[]>;
  body: unknown;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  json: unknown;
}

/** `GET /path` → what it answers, whatever the query; or with it. */
export type Answers = Record<string, Answer['json'] | ((call: Call) => Answer)>;

/** A gateway's admin API with answers that a test gives, on a free port; `calls` is what was asked, in order. */
export async function standInGateway(answers: Answers = {}) {
  const calls: Call[] = [];
  const all: Answers = { ...usual, ...answers };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const call: Call = { call: `${request.method} ${request.url}`, headers: request.headers, body: text === '' ? null : JSON.parse(text) };
    calls.push(call);
    const given = all[call.call] ?? all[call.call.split('?')[0] ?? ''];
    const answer: Answer = given === undefined ? noRoute : typeof given === 'function' ? given(call) : { json: given };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { calls, gateway, env: { DESK_GATEWAY: gateway, SERVICE_SECRET: SECRET } };
}

export const problem = (status: number, code: string, detail: string, more: object = {}): Answer => ({
  status,
  json: { type: 'about:blank', title: 'Refused', status, code, detail, ...more },
});

const noRoute = problem(404, 'no-route', 'The gateway answers nothing at this path.');

export const revision = (number: number, more: Partial<Revision> = {}): Omit<Revision, 'text'> => ({
  number,
  parent: number === 1 ? null : number - 1,
  author: { id: 'u-mira', name: 'Mira Stone' },
  reason: `Reason ${number}`,
  time: new Date(Date.now() - 3 * 3_600_000 - 60_000).toISOString(),
  ...more,
});

export const finance: DesiredRemote = { title: 'Finance', team: 'Finance UI', enabled: true, releases: { stable: STABLE } };
const merged = { remotes: { finance }, backend: { mode: 'indie', scopes: {} } };

export const environment = (name: string, more: Partial<EnvironmentList['environments'][number]> = {}) => ({
  name,
  extends: null,
  head: revision(12),
  approval: false,
  locked: null,
  pending: 0,
  fault: null,
  ...more,
});

export const fleet: Fleet = {
  environment: 'dev',
  revision: 12,
  cdn: 'http://127.0.0.1:9',
  windowMinutes: 30,
  shell: { build: 'b', hostApi: '1.2.0', shared: {} },
  remotes: [
    {
      scope: 'finance',
      remote: finance,
      published: [
        { id: NEXT, version: '1.8.0', publishedAt: null, signedBy: null },
        { id: STABLE, version: '1.7.2', publishedAt: null, signedBy: null },
      ],
      health: [{ release: STABLE, users: 1204, failed: 3, slow: 12, failures: [] }],
      upstream: { url: 'http://127.0.0.1:8082', status: 'up' },
    },
  ],
};

const ADMIN = '/api/gateway/admin';
const usual: Answers = {
  [`GET ${ADMIN}/environments`]: {
    serving: 'dev',
    environments: [environment('dev'), environment('prod', { approval: true, pending: 2 })],
  },
  [`GET ${ADMIN}/fleet`]: ({ call }: Call) => ({ json: fleetAsAsked(new URLSearchParams(call.split('?')[1])) }),
  [`GET ${ADMIN}/environments/dev`]: { head: { ...revision(12), text: '{}' }, merged },
  [`GET ${ADMIN}/environments/prod`]: { head: { ...revision(40), text: '{}' }, merged },
  [`POST ${ADMIN}/environments/dev/changes`]: {
    outcome: 'accepted',
    revision: revision(13),
    differences: [{ path: 'remotes.finance.releases.stable', before: STABLE, after: NEXT }],
  },
};

/** As a gateway does: what was published only when it is asked for. */
function fleetAsAsked(query: URLSearchParams): Fleet {
  const wanted = fleet.remotes.filter(({ scope }) => (query.get('scope') ?? scope) === scope);
  return { ...fleet, remotes: query.has('published') ? wanted : wanted.map(({ published: _, ...remote }) => remote) };
}
