import type { DesiredRemote } from '@business-m/contract';
import { ChangeRefusal } from '../change-refusal.ts';
import { type Draft, own, remoteOf } from '../draft.ts';
import type { ApplyKind } from './change-kind.ts';
import { refuseHalted } from './release.ts';

/** Ids are copied, and an id pins all bytes: what was tried there is what runs here. */
export const applyPromote: ApplyKind<'promote'> = (draft, { from, scopes }, { environment }) => {
  const source = environment(from);
  if (!source) throw new ChangeRefusal('unknown-environment', `There is no environment “${from}” to promote from.`, 'from');
  const both = Object.keys(draft.remotes ?? {}).filter((scope) => own(source.remotes, scope));
  if (scopes === undefined && both.length === 0)
    throw new ChangeRefusal('unknown-remote', `“${from}” has no remote that is here too.`, 'from');
  (scopes ?? both).forEach((scope, index) => {
    const field = scopes ? `scopes.${index}` : 'from';
    const theirs = own(source.remotes, scope);
    if (theirs === undefined) throw new ChangeRefusal('unknown-remote', `“${from}” has no remote “${scope}”.`, field);
    const { stable } = theirs.releases;
    if (stable === 'latest')
      throw new ChangeRefusal('unacceptable', `What “${from}” has of “${scope}” cannot be told at the moment.`, field);
    // A remote that has come this far for the first time; asked for by its name, so that none comes along unnoticed.
    if (!own(draft.remotes, scope)) {
      addFrom(draft, scope, theirs);
      return;
    }
    const { releases } = remoteOf(draft, scope, field);
    if (releases.stable === stable) return;
    refuseHalted(releases, scope, stable, field);
    releases.stable = stable;
    delete releases.canary;
  });
};

function addFrom(draft: Draft, scope: string, { title, team, releases: { stable } }: DesiredRemote): void {
  draft.remotes = { ...draft.remotes, [scope]: { title, team, enabled: true, releases: { stable } } };
}
