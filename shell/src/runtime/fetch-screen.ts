import { type ResolvedRemote, resolvedRemoteSchema } from '@business-m/contract';
import type { ComponentType } from 'react';
import type { Descriptions } from './descriptions.ts';
import type { LoadModule } from './federation.ts';
import type { needsFileGuard } from './file-needs.ts';
import type { IntegrityGuard } from './integrity.ts';
import { LoadError } from './load-failure.ts';
import { type Provided, requireFit } from './requirements.ts';
import { respell } from './spelling.ts';
import type { ReleaseStyles } from './styles.ts';

export interface FetchScreenOptions {
  provided: Provided;
  loadModule: LoadModule;
  descriptions: Descriptions;
  integrity: Pick<IntegrityGuard, 'verify'>;
  /** For what the hashes of an import map do not reach. */
  coverFiles: (remote: ResolvedRemote, baseUrl: string, assets: Parameters<typeof needsFileGuard>[0]) => Promise<void>;
  loadStyles: (styles: ReleaseStyles) => Promise<void>;
  /** Call it before code runs that makes styles. */
  containStyles: () => Promise<void>;
  /** Remotes of dev servers, which have neither description nor hashes. */
  overrides: { has(scope: string): boolean; load(remote: ResolvedRemote, expose: string, attempt: number): Promise<unknown> };
}

export type FetchScreen = (remote: ResolvedRemote, expose: string, attempt: number) => Promise<ComponentType>;

/** One attempt at one screen: reads the description, registers its hashes, fetches styles and module, checks what the module exports. */
export function createFetchScreen(options: FetchScreenOptions): FetchScreen {
  const { overrides } = options;
  return async function fetchScreen(remote, expose, attempt) {
    const { scope } = remote;
    const loaded = await (overrides.has(scope)
      ? options.containStyles().then(() => overrides.load(remote, expose, attempt))
      : fetchPublished(options, remote, expose, attempt));
    if (isComponent(loaded)) return loaded;
    const technical = `${expose} of ${scope} ${remote.release} exports ${loaded === null ? 'null' : typeof loaded} by default, not a component`;
    throw new LoadError('not-a-screen', `${remote.title} delivered something that is not a screen.`, technical);
  };
}

async function fetchPublished(options: FetchScreenOptions, remote: ResolvedRemote, expose: string, attempt: number): Promise<unknown> {
  const { provided, loadModule, descriptions, integrity, coverFiles, loadStyles, containStyles } = options;
  const { success, error } = resolvedRemoteSchema.safeParse(remote);
  if (!success) {
    const [issue] = error.issues;
    const technical = `${remote.scope}.${issue?.path.join('.')}: ${issue?.message}`;
    throw new LoadError('broken', `What the desk was told of ${remote.title} cannot be read.`, technical, 'reload');
  }
  const baseUrl = respell(remote, attempt);
  if (!baseUrl) {
    throw new LoadError(
      'worn-out',
      `${remote.title} failed too often. Reload the page to start anew.`,
      `attempt ${attempt} of ${remote.release}`,
    );
  }
  const { exposes, files, injectsStyles = true, ...assets } = await descriptions.get(remote, baseUrl);
  await requireFit(remote.title, assets, provided);
  await Promise.all([
    integrity.verify(baseUrl, files),
    coverFiles(remote, baseUrl, { ...assets, exposes, files, injectsStyles }),
    injectsStyles ? containStyles() : undefined,
  ]);
  const { scope, format } = remote;
  const entryUrl = baseUrl + remote.remoteEntry.slice(remote.baseUrl.length);
  const [loaded] = await Promise.all([
    loadModule({ scope, format, entryUrl }, expose),
    loadStyles({ scope, baseUrl, paths: exposes[expose]?.css ?? [], files }),
  ]);
  return loaded;
}

function isComponent(value: unknown): value is ComponentType {
  // memo() and lazy() make objects with `$$typeof`; an element has `props` too.
  return typeof value === 'function' || (typeof value === 'object' && value !== null && '$$typeof' in value && !('props' in value));
}
