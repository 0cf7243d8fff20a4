import type { DevelopmentRemote, Override, Resolution, ResolvedRemote } from '@business-m/contract';
import type { LoadModule } from '../runtime/federation.ts';
import { LoadError } from '../runtime/load-failure.ts';
import { type Provided, requireFit } from '../runtime/requirements.ts';
import { describeServer } from './describe-server.ts';
import { developedRemote, silentPublished, silentRemote } from './developed-remote.ts';
import type { ServerStates } from './server-states.ts';

export interface OverridesOptions {
  overrides: readonly Override[];
  states: ServerStates;
  provided: Provided;
  loadModule: LoadModule;
  /** Lets what the server gives out run as a release's files do. */
  coverServer: (server: { scope: string; title: string; address: string; needs: readonly string[] | undefined }) => Promise<void>;
  fetch: typeof globalThis.fetch;
  reload: () => void;
}

/** The remotes that this page loads from dev servers. */
export function createOverrides(options: OverridesOptions) {
  const { overrides, states, provided, loadModule, coverServer, fetch, reload } = options;
  const byScope = new Map(overrides.map((override) => [override.scope, override]));
  const descriptions = new Map<string, DevelopmentRemote>();
  /** Servers that answered before React was loaded: only those can refresh. */
  const prepared = new Set(overrides.filter(({ origin }) => states.get(origin)?.status === 'answers').map(({ origin }) => origin));

  async function describe({ scope, origin }: Override): Promise<DevelopmentRemote> {
    try {
      const description = await describeServer(origin, scope, fetch);
      descriptions.set(scope, description);
      states.set(origin, { status: 'answers' });
      return description;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      states.set(origin, { status: 'silent', reason });
      throw new LoadError('unreachable', reason, `${origin}/@desk/remote.json`);
    }
  }

  /** In place of the published remote, or at the end. */
  async function place(remotes: readonly ResolvedRemote[], override: Override): Promise<ResolvedRemote[]> {
    const published = remotes.find(({ scope }) => scope === override.scope);
    const remote = await describe(override).then(
      (description) => developedRemote(override, description),
      () => (published ? silentPublished(override, published) : silentRemote(override)),
    );
    return published ? remotes.map((it) => (it === published ? remote : it)) : [...remotes, remote];
  }

  return {
    list: overrides,
    states,
    reload,
    has: (scope: string) => byScope.has(scope),
    /** The resolution with the overridden remotes as their dev servers describe them, also those never published or switched off. */
    async apply(resolution: Resolution): Promise<Resolution> {
      let { remotes } = resolution;
      for (const override of overrides) remotes = await place(remotes, override);
      return { ...resolution, remotes, disabled: resolution.disabled.filter(({ scope }) => !byScope.has(scope)) };
    },
    /** Loads a module from its dev server. Throws `LoadError`. */
    async load({ scope, title }: ResolvedRemote, expose: string, attempt: number): Promise<unknown> {
      const override = byScope.get(scope);
      if (!override) throw new Error(`${scope} is not overridden`);
      const { origin } = override;
      if (!prepared.has(origin)) {
        // Without Fast Refresh edits would do nothing: a retry loads the page again.
        if (attempt > 0) {
          await describe(override);
          reload();
          return new Promise(() => {});
        }
        const state = states.get(origin);
        const sentence = state?.status === 'silent' ? state.reason : `${origin} answered too late for hot updates.`;
        throw new LoadError('unreachable', sentence, `${origin}/@react-refresh`);
      }
      const description = descriptions.get(scope) ?? (await describe(override));
      await requireFit(title, description, provided);
      await coverServer({ scope, title, address: `${origin}/`, needs: description.needs });
      // The browser remembers a module that failed. Vite ignores `t`, so another value is the same module under another URL.
      const entryUrl = `${origin}/@desk/${expose.slice('./'.length)}${attempt === 0 ? '' : `?t=${Date.now()}`}`;
      try {
        return await loadModule({ scope, format: 'development', entryUrl }, expose);
      } catch (error) {
        await describe(override);
        const technical = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        const sentence = `${title} could not start: its sources have a fault, which its dev server names.`;
        throw new LoadError('broken', sentence, technical);
      }
    },
  };
}

export type Overrides = ReturnType<typeof createOverrides>;
