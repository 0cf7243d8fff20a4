import type { Change } from '@business-m/sdk/platform';
import type { MockDocument } from './mock-documents.ts';
import { releaseId } from './mock-releases.ts';

/** Why a change does not fit the document; becomes a 422. */
export class MockRefusal extends Error {
  readonly code: string;
  readonly field: string;
  constructor(code: string, sentence: string, field: string) {
    super(sentence);
    this.code = code;
    this.field = field;
  }
}

export interface MockContext {
  author: string;
  at: string;
  document(environment: string): MockDocument | undefined;
}

/** What a change makes of a document, roughly as `manifest/change` does it. */
export function mockApply(document: MockDocument, change: Change, context: MockContext): void {
  const remote = 'scope' in change ? document.remotes[change.scope] : undefined;
  if ('scope' in change && change.kind !== 'add' && !remote)
    throw new MockRefusal('unknown-remote', `This environment has no remote “${change.scope}”.`, 'changes.0.scope');
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (change.kind === 'lock') document.policy.locked = { reason: change.reason, by: context.author, at: context.at };
  else if (change.kind === 'unlock') delete document.policy.locked;
  else if (change.kind === 'promote') promote(document, change, context);
  else if (change.kind === 'backend') sendElsewhere(document, change);
  else if (!remote) throw new MockRefusal('unacceptable', `The mock does not know how to ${change.kind}.`, 'changes.0.kind');
  else if (change.kind === 'release') release(remote.releases, change);
  else if (change.kind === 'rollback') rollback(remote.releases, change);
  else if (change.kind === 'halt') {
    delete remote.releases.canary;
    remote.releases.halted = { release: change.release, at: context.at, reason: change.reason };
  } else if (change.kind === 'enable') {
    remote.enabled = true;
    delete remote.message;
  } else if (change.kind === 'disable') Object.assign(remote, { enabled: false }, change.message ? { message: change.message } : {});
  else if (change.kind === 'bind')
    remote.bindings = [
      { match: change.match, release: change.release },
      ...(remote.bindings ?? []).filter(({ match }) => !same(match, change.match)),
    ];
  else if (change.kind === 'unbind') remote.bindings = (remote.bindings ?? []).filter(({ match }) => !same(match, change.match));
}

type Releases = MockDocument['remotes'][string]['releases'];

function release(releases: Releases, change: Extract<Change, { kind: 'release' }>): void {
  if (releases.halted?.release === change.release)
    throw new MockRefusal('halted-release', `${change.release} was halted: ${releases.halted.reason}`, 'changes.0.release');
  if (change.shareBps === 10_000) {
    releases.stable = change.release;
    delete releases.canary;
    return;
  }
  if (releases.stable === change.release)
    throw new MockRefusal('same-release', `${change.release} is what everybody gets already.`, 'changes.0.release');
  releases.canary = { release: change.release, shareBps: change.shareBps };
}

function rollback(releases: Releases, { to, scope }: Extract<Change, { kind: 'rollback' }>): void {
  const hadCanary = releases.canary !== undefined;
  delete releases.canary;
  if (to === undefined && hadCanary) return;
  releases.stable = to ?? releaseId(scope, scope === 'wms' ? '2.2.9' : '1.7.2');
}

function promote(document: MockDocument, { from, scopes }: Extract<Change, { kind: 'promote' }>, context: MockContext): void {
  const source = context.document(from);
  if (!source) throw new MockRefusal('unknown-environment', `There is no environment “${from}”.`, 'changes.0.from');
  for (const scope of scopes ?? []) {
    const there = source.remotes[scope];
    if (there && !document.remotes[scope])
      document.remotes[scope] = { ...structuredClone(there), releases: { stable: there.releases.stable } };
  }
  for (const [scope, { releases }] of Object.entries(document.remotes)) {
    const stable = source.remotes[scope]?.releases.stable;
    if (!stable || stable === releases.stable || (scopes && !scopes.includes(scope))) continue;
    releases.stable = stable;
    delete releases.canary;
  }
}

function sendElsewhere(document: MockDocument, { scope, tenant, upstream }: Extract<Change, { kind: 'backend' }>): void {
  document.backend.scopes[scope] ??= {};
  const entry = document.backend.scopes[scope];
  if (tenant !== undefined) {
    const { [tenant]: _, ...others } = entry.tenants ?? {};
    entry.tenants = upstream === null ? others : { ...others, [tenant]: { upstream } };
  } else if (upstream === null) delete entry.upstream;
  else entry.upstream = upstream;
}
