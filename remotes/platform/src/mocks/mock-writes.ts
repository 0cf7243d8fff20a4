import { changeOutcomeSchema, changesRequestSchema, decisionSchema, lostRaceSchema, proposalSchema } from '@business-m/sdk/platform';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { MockRefusal } from './mock-apply.ts';
import { mockDifferences } from './mock-differences.ts';
import type { MockEnvironment } from './mock-environment.ts';
import type { MockPlatform } from './mock-platform.ts';
import { contextOf, problem } from './mock-problem.ts';

const base = '/api/gateway/admin/environments/:name';

/** What these screens write. Requests are held to the contract as strictly as the gateway holds them. */
export function mockWrites(platform: Omit<MockPlatform, 'handlers'>): RequestHandler[] {
  const { environments, me } = platform;
  const context = () => contextOf(platform);
  return [
    http.post(`${base}/changes`, async ({ params, request }) => {
      const environment = environments.get(String(params.name));
      if (!environment) return problem(404, 'unknown-environment', 'There is no such environment.');
      const body = changesRequestSchema.safeParse(await request.json());
      if (!body.success)
        return problem(422, 'invalid', body.error.issues[0]?.message ?? 'Invalid.', { field: body.error.issues[0]?.path.join('.') });
      const { changes, reason, dryRun = false } = body.data;
      const { locked } = environment.head().document.policy;
      if (locked && changes.some(({ kind }) => kind !== 'unlock' && kind !== 'halt'))
        return problem(409, 'environment-locked', `${environment.name} is locked by ${locked.by}: ${locked.reason}`);
      try {
        const lost = lostRace(environment, request.headers.get('if-match'), () => environment.preview(changes, context()));
        if (lost) return lost;
        const outcome = changeOutcomeSchema.parse(environment.ask(changes, { author: me, reason, dryRun, context: context() }));
        return HttpResponse.json(outcome, { status: outcome.outcome === 'proposed' ? 202 : 200 });
      } catch (error) {
        if (error instanceof MockRefusal) return problem(422, error.code, error.message, { field: error.field });
        throw error;
      }
    }),
    http.post(`${base}/proposals/:id/:decision`, async ({ params, request }) => {
      const environment = environments.get(String(params.name));
      const proposal = environment?.proposals.find(({ id }) => id === params.id);
      if (!environment || !proposal) return problem(404, 'unknown-proposal', 'There is no such proposal.');
      const { reason = '' } = decisionSchema.parse(await request.json());
      if (proposal.state !== 'pending') return problem(409, 'already-decided', 'This proposal was decided already.');
      const own = proposal.author.id === me.id;
      const decision = { by: me, time: new Date().toISOString(), reason };
      if (params.decision !== 'approve') {
        Object.assign(proposal, { state: params.decision === 'reject' ? 'rejected' : 'withdrawn', decision });
        return HttpResponse.json(proposalSchema.parse(proposal));
      }
      if (own) return problem(403, 'own-proposal', 'Somebody other than its author has to approve a proposal.');
      const before = environment.head().document;
      const after = environment.preview(proposal.changes ?? [], context());
      const { author, changes } = proposal;
      const revision = environment.write(after, { author, approvedBy: me, reason: proposal.reason, ...(changes ? { changes } : {}) });
      Object.assign(proposal, { state: 'approved', decision: { ...decision, revision: revision.number } });
      return HttpResponse.json(changeOutcomeSchema.parse({ outcome: 'accepted', revision, differences: mockDifferences(before, after) }));
    }),
  ];
}

/** 428 without the revision that was seen, 412 when there is a newer one. */
function lostRace(environment: MockEnvironment, ifMatch: string | null, preview: () => unknown): Response | null {
  if (ifMatch === null) return problem(428, 'if-match-required', 'Say which revision you saw.');
  const { summary, document } = environment.head();
  if (ifMatch === `"${summary.number}"`) return null;
  const seen = environment.revisions.find(({ summary: { number } }) => `"${number}"` === ifMatch)?.document;
  const body = lostRaceSchema.parse({
    code: 'revision-changed',
    detail: `${environment.name} is at revision ${summary.number} by now.`,
    current: summary,
    theirs: mockDifferences(seen, document),
    yours: mockDifferences(document, preview()),
  });
  return problem(412, 'revision-changed', body.detail, body);
}
