import {
  diffSchema,
  environmentListSchema,
  environmentSchema,
  fleetSchema,
  historySchema,
  proposalListSchema,
} from '@business-m/sdk/platform';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { mockDifferences } from './mock-differences.ts';
import type { MockEnvironment } from './mock-environment.ts';
import { mockFleet } from './mock-fleet.ts';
import type { MockPlatform } from './mock-platform.ts';
import { contextOf, problem } from './mock-problem.ts';

const base = '/api/gateway/admin';

/** What these screens read, checked against the contract on its way out. */
export function mockReads(platform: Omit<MockPlatform, 'handlers'>): RequestHandler[] {
  const { environments, serving } = platform;
  const within = (path: string, answer: (environment: MockEnvironment, query: URLSearchParams) => Response) =>
    http.get(`${base}/environments/:name${path}`, ({ params, request }) => {
      const environment = environments.get(String(params.name));
      return environment
        ? answer(environment, new URL(request.url).searchParams)
        : problem(404, 'unknown-environment', 'There is no such environment.');
    });
  return [
    http.get(`${base}/environments`, () =>
      HttpResponse.json(environmentListSchema.parse({ serving, environments: [...environments.values()].map(entryOf) })),
    ),
    http.get(`${base}/fleet`, ({ request }) => {
      const { summary, document } = platform.prod.head();
      const fleet = mockFleet(serving, summary.number, document);
      const query = new URL(request.url).searchParams;
      const wanted = fleet.remotes.filter(({ scope }) => (query.get('scope') ?? scope) === scope);
      const remotes = query.has('published') ? wanted : wanted.map(({ published: _, ...remote }) => remote);
      return HttpResponse.json(fleetSchema.parse({ ...fleet, remotes }));
    }),
    within('', (environment) => {
      const { summary, document } = environment.head();
      return HttpResponse.json(environmentSchema.parse({ head: { ...summary, text: '{}' }, merged: document }));
    }),
    within('/history', (environment, query) => {
      const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
      const older = environment.revisions.filter(({ summary }) => summary.number < before);
      const page = older.slice(0, Number(query.get('limit') ?? 25));
      const items = page.map(({ summary, document }, index) => ({
        revision: summary,
        differences: mockDifferences(older[index + 1]?.document ?? document, document),
      }));
      const next = page.length < older.length ? (page.at(-1)?.summary.number ?? null) : null;
      return HttpResponse.json(historySchema.parse({ items, next }));
    }),
    within('/diff', ({ revisions }, query) => {
      const at = (name: string) => revisions.find(({ summary }) => summary.number === Number(query.get(name)));
      const [from, to] = [at('from'), at('to')];
      if (!from || !to) return problem(404, 'unknown-revision', 'There is no such revision.');
      return HttpResponse.json(diffSchema.parse({ differences: mockDifferences(from.document, to.document) }));
    }),
    within('/proposals', (environment) => {
      const items = environment.proposals.map((proposal) => {
        const seen = environment.revisions.find(({ summary }) => summary.number === proposal.parent)?.document;
        const after = proposal.state === 'pending' ? environment.preview(proposal.changes ?? [], contextOf(platform)) : seen;
        return { proposal, differences: mockDifferences(environment.head().document, after ?? environment.head().document) };
      });
      return HttpResponse.json(proposalListSchema.parse({ items }));
    }),
  ];
}

function entryOf(environment: MockEnvironment) {
  const { summary, document } = environment.head();
  return {
    name: environment.name,
    extends: null,
    head: summary,
    approval: document.policy.approval === true,
    locked: document.policy.locked ?? null,
    pending: environment.proposals.filter(({ state }) => state === 'pending').length,
    fault: environment.fault,
  };
}
