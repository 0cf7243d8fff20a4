import type { RemoteAssets } from '@business-m/contract';
import { guardElements } from './guard-elements.ts';
import { guardGlobal, type ReportUncaught } from './guard-global.ts';
import { guardRequests } from './guard-requests.ts';
import { guardSprites } from './guard-sprites.ts';

export interface FileGuardOptions {
  window: Window & typeof globalThis;
  /** What this page may do; undefined: not known, so anything. */
  granted: readonly string[] | undefined;
  environment: () => string;
  /** Takes what nobody caught in a worker that a remote started. */
  uncaught: ReportUncaught;
}

interface Covered {
  scope: string;
  title: string;
  /** Of a release's folder, or the origin of a dev server with a slash. */
  address: string;
  needs: readonly string[] | undefined;
  /** Null: of a dev server. */
  files: RemoteAssets['files'] | null;
}

/** Verifies what import maps do not protect: workers, wasm, and other files that the code of a release fetches or links. */
export function createFileGuard({ window, granted, environment, uncaught }: FileGuardOptions) {
  const covered = new Set<string>();
  const guarding = { text: guardGlobal.toString(), base: window.document.baseURI, folders: [] };
  const guarded = guardGlobal(window, guarding, guardRequests, uncaught);
  guardElements(window, guarded);
  guardSprites(window, (url) => [...covered].some((address) => url.startsWith(address)));

  function refusalOf({ scope, title, needs = [] }: Covered): string | null {
    if (!needs.includes('workers')) return `${title} may not start workers: “workers” is not among the needs that its remote.ts declares.`;
    if (granted?.includes('workers') ?? true) return null;
    return `${title} may not start workers here. Ops may consent: npx desk consent ${scope} workers --env ${environment()} --reason "…"`;
  }

  return {
    /** Call it before any code of the release, or of the dev server, is imported. */
    cover(remote: Covered): void {
      const { address, files } = remote;
      if (covered.has(address)) return;
      covered.add(address);
      const hashes = files && Object.fromEntries(files.map(({ path, integrity }) => [address + path, integrity]));
      guarded.cover({ address, hashes, refusal: refusalOf(remote) });
    },
  };
}

export type FileGuard = ReturnType<typeof createFileGuard>;
