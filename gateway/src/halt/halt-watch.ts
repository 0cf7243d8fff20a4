import type { Evidence } from '@business-m/contract';
import type { Editor } from '@business-m/manifest/edit';
import { type ManifestStore, StoreUnavailable } from '@business-m/manifest/store';
import { Refusal } from '@business-m/metadata';
import type { HealthCounts } from '../telemetry/health-counts.ts';
import { followTrials, type Trial } from './canary-trials.ts';
import { judgeTrial } from './judge-trial.ts';

const AUTHOR = { id: 'automatic-halt', name: 'Automatic halt' };
const REASON_LIMIT = 500;

export interface HaltWatchOptions {
  manifest: ManifestStore;
  counts: Pick<HealthCounts, 'read'>;
  editor: Pick<Editor, 'edit'>;
  /** Whose document is edited. */
  environment: string;
  log: Record<'info' | 'warn', (fields: object, message: string) => void>;
  /** Default 5,000. */
  everyMs?: number;
  now?: () => Date;
}

/** Halts canaries that are clearly worse than stable, where the policy wants it. Of gateways that decide at the same time one writes. */
export function createHaltWatch(options: HaltWatchOptions): { look(): Promise<void>; close(): Promise<void> } {
  const { manifest, counts, editor, environment, log, everyMs = 5_000, now = () => new Date() } = options;
  const trials = followTrials(manifest, now);
  let looking: Promise<void> | null = null;

  async function lookAtAll(): Promise<void> {
    for (const trial of trials.list()) {
      const state = manifest.current();
      const policy = state?.desired.policy?.halt;
      if (!state || !policy?.enabled) return;
      // An edit of a trial before may have changed this one.
      if (state.desired.remotes[trial.scope]?.releases.canary?.release !== trial.canary) continue;
      const evidence = judgeTrial(trial, counts.read(trial.scope, trial.since), policy);
      if (evidence) await halt(trial, evidence, state.revision);
    }
  }

  async function halt({ scope, canary }: Trial, evidence: Evidence, parent: number): Promise<void> {
    const reason = reasonOf(evidence);
    const change = { kind: 'halt', scope, release: canary, reason } as const;
    try {
      const { outcome } = await editor.edit(environment, { changes: [change] }, { author: AUTHOR, reason, parent, evidence });
      log.warn({ audit: true, scope, release: canary, outcome, evidence }, 'a canary was halted');
    } catch (error) {
      // Somebody wrote first, or the store is away: whether there is still something to halt is decided anew, by the state of then.
      if (!(error instanceof Refusal) && !(error instanceof StoreUnavailable)) throw error;
      log.info({ scope, release: canary, reason: error.message }, 'a canary could not be halted yet');
    }
  }

  function look(): Promise<void> {
    looking ??= lookAtAll()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'looking after canaries failed'))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  const timer = setInterval(look, everyMs).unref();
  return {
    look,
    async close() {
      clearInterval(timer);
      trials.close();
      await looking;
    },
  };
}

function reasonOf({ rule, failures: [worst] }: Evidence): string {
  const most = worst ? ` Most often ${worst.kind} (${worst.thrown?.message ?? worst.code}), ${worst.users} users.` : '';
  return `Clearly worse than stable. ${rule}.${most}`.slice(0, REASON_LIMIT);
}
