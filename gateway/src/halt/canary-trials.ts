import type { HydratedState } from '@business-m/manifest/resolve';
import type { ManifestStore } from '@business-m/manifest/store';

/** A canary that some users get now, and what they are compared with. */
export interface Trial {
  scope: string;
  canary: string;
  stable: string;
  /** What was reported before says nothing about it. */
  since: Date;
}

/** Canaries of the accepted state. A trial begins with its state; one found at the start began before the window, or at its last halt. */
export function followTrials(manifest: ManifestStore, now: () => Date): { list(): Trial[]; close(): void } {
  let trials = new Map<string, Trial>();

  function update(state: HydratedState | null, beginning: Date): void {
    const found = new Map<string, Trial>();
    for (const [scope, { enabled, releases }] of Object.entries(state?.desired.remotes ?? {})) {
      const { stable, canary, halted } = releases;
      if (!enabled || !canary || canary.shareBps === 0) continue;
      const key = `${scope} ${canary.release} ${stable}`;
      const haltedAt = halted?.release === canary.release ? new Date(halted.at) : new Date(0);
      const since = trials.get(key)?.since ?? new Date(Math.max(beginning.getTime(), haltedAt.getTime()));
      found.set(key, { scope, canary: canary.release, stable, since });
    }
    trials = found;
  }

  update(manifest.current(), new Date(0));
  const close = manifest.subscribe((state) => update(state, now()));
  return { list: () => [...trials.values()], close };
}
