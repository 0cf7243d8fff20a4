import { ALL_BPS, type DesiredRemote, type DesiredState } from '@business-m/contract';
import { ChangeRefusal } from '../change-refusal.ts';
import { type Kinds, own, remoteOf } from '../draft.ts';

/** Changes of who gets which release of a remote. */
export const releaseKinds: Kinds<'release' | 'rollback' | 'halt' | 'promote'> = {
  release(draft, { scope, release, shareBps }, { latest }) {
    const { releases } = remoteOf(draft, scope);
    refuseHalted(releases, scope, release, 'release');
    if (shareBps === ALL_BPS) {
      releases.stable = release;
      delete releases.canary;
      return;
    }
    const stable = releases.stable === 'latest' ? latest(scope) : releases.stable;
    if (release === stable)
      throw new ChangeRefusal('same-release', `${release} is the stable release of “${scope}”: it cannot be its canary too.`, 'release');
    releases.canary = { release, shareBps };
  },

  /** Ends the canary. Without a canary, or where a release is named, stable changes. */
  rollback(draft, { scope, to }, { stables }) {
    const { releases } = remoteOf(draft, scope);
    if (to === undefined && releases.canary) {
      delete releases.canary;
      return;
    }
    const target = to ?? stables(scope).before;
    if (target === undefined)
      throw new ChangeRefusal('nothing-before', `“${scope}” never had another stable release here: name the one to go back to.`, 'to');
    // Whoever names a halted release means it.
    if (releases.halted?.release === target) delete releases.halted;
    delete releases.canary;
    releases.stable = target;
  },

  halt(draft, { scope, release, reason: why }, { now, reason }) {
    const { releases } = remoteOf(draft, scope);
    if (releases.canary?.release !== release) {
      const hint =
        releases.stable === release ? 'it is the stable release: roll back, or switch the remote off' : 'no share of users gets it';
      throw new ChangeRefusal('not-canary', `${release} of “${scope}” is no canary; ${hint}.`, 'release');
    }
    delete releases.canary;
    releases.halted = { release, at: now.toISOString(), reason: why || reason };
  },

  /** Copies release ids. An id pins all bytes, so what was tried in the source environment is what runs here. */
  promote(draft, { from, scopes }, { environment }) {
    const source = environment(from);
    if (!source) throw new ChangeRefusal('unknown-environment', `There is no environment “${from}” to promote from.`, 'from');
    const both = Object.keys(draft.remotes ?? {}).filter((scope) => own(source.remotes, scope));
    if (scopes === undefined && both.length === 0)
      throw new ChangeRefusal(
        'unknown-remote',
        `“${from}” and this environment have no remote in common: a remote comes here for the first time when it is named. ${describeThere(source)}`,
        'from',
      );
    for (const [index, scope] of (scopes ?? both).entries()) {
      const field = scopes ? `scopes.${index}` : 'from';
      const theirs = own(source.remotes, scope);
      if (theirs === undefined) throw new ChangeRefusal('unknown-remote', `“${from}” has no remote “${scope}”.`, field);
      const { stable } = theirs.releases;
      if (stable === 'latest')
        throw new ChangeRefusal('unacceptable', `The release that “${from}” has of “${scope}” cannot be looked up now.`, field);
      // A remote comes here for the first time only when it is named, so that none comes unnoticed.
      if (!own(draft.remotes, scope)) {
        const { title, team } = theirs;
        draft.remotes = { ...draft.remotes, [scope]: { title, team, enabled: true, releases: { stable } } };
        continue;
      }
      const { releases } = remoteOf(draft, scope, field);
      if (releases.stable === stable) continue;
      refuseHalted(releases, scope, stable, field);
      releases.stable = stable;
      delete releases.canary;
    }
  },
};

function describeThere({ remotes }: DesiredState): string {
  const names = Object.keys(remotes);
  return names.length === 0 ? 'It has none.' : `It has ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`;
}

/** A halted release comes back only by a rollback that names it. */
function refuseHalted({ halted }: DesiredRemote['releases'], scope: string, release: string, field: string): void {
  if (halted?.release !== release) return;
  const why = `${release} of “${scope}” was halted at ${halted.at}: ${halted.reason}`;
  throw new ChangeRefusal('halted-release', `${why} Publish a better one, or roll back to it by its name.`, field);
}
