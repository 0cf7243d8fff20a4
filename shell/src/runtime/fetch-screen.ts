import type { ResolvedRemote } from '@business-m/manifest/schema';
import type { ComponentType } from 'react';
import type { LoadModule } from './federation.ts';
import { LoadError } from './load-failure.ts';
import { type Provided, unmetRequirement } from './requirements.ts';
import { respell } from './spelling.ts';

export interface FetchScreenOptions {
  provided: Provided;
  loadModule: LoadModule;
  guardIntegrity: (remote: ResolvedRemote, baseUrl: string) => void;
  loadStyles: (baseUrl: string, paths: readonly string[], files: ResolvedRemote['files']) => Promise<void>;
}

export type FetchScreen = (remote: ResolvedRemote, expose: string, attempt: number) => Promise<ComponentType>;

/** One attempt at one screen: check what it needs, pin its hashes, fetch styles and module together, look at what came. */
export function createFetchScreen({ provided, loadModule, guardIntegrity, loadStyles }: FetchScreenOptions): FetchScreen {
  return async function fetchScreen(remote, expose, attempt) {
    const unmet = unmetRequirement(remote, provided);
    if (unmet) {
      throw new LoadError({ code: 'incompatible', sentence: `${remote.title} does not fit this desk.`, technical: unmet, remedy: 'none' });
    }
    const baseUrl = respell(remote, attempt);
    if (!baseUrl) {
      throw new LoadError({
        code: 'worn-out',
        sentence: `${remote.title} failed too often. Reload the page to start anew.`,
        technical: `attempt ${attempt} of ${remote.release}`,
        remedy: 'reload',
      });
    }
    guardIntegrity(remote, baseUrl);
    const entryUrl = baseUrl + remote.remoteEntry.slice(remote.baseUrl.length);
    const [loaded] = await Promise.all([
      loadModule({ scope: remote.scope, entryUrl }, expose),
      loadStyles(baseUrl, remote.exposes[expose]?.css ?? [], remote.files),
    ]);
    if (isComponent(loaded)) return loaded;
    const technical = `${expose} of ${remote.scope} ${remote.release} exports ${loaded === null ? 'null' : typeof loaded} by default, not a component`;
    throw new LoadError({
      code: 'not-a-screen',
      sentence: `${remote.title} delivered something that is not a screen.`,
      technical,
      remedy: 'retry',
    });
  };
}

function isComponent(value: unknown): value is ComponentType {
  // memo() and lazy() give objects that React marks with $$typeof; an element has that mark too, and a `props`.
  return typeof value === 'function' || (typeof value === 'object' && value !== null && '$$typeof' in value && !('props' in value));
}
