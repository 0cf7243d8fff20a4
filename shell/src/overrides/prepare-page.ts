import type { ServerStates } from './server-states.ts';

/** After this the dev server counts as one without Fast Refresh. */
const LIMIT_MS = 15_000;

interface RefreshRuntime {
  injectIntoGlobalHook(window: Window): void;
}

interface Surroundings {
  window: Window;
  states: ServerStates;
  importModule(url: string): Promise<unknown>;
  limitMs?: number;
}

/** Installs Fast Refresh of each dev server before React is evaluated, which looks for it once. Skips a server that does not answer. */
export async function preparePage(origins: readonly string[], { window, states, importModule, limitMs = LIMIT_MS }: Surroundings) {
  const globals = window as unknown as Record<string, unknown>;
  await Promise.all(
    [...new Set(origins)].map(async (origin) => {
      try {
        const runtime = (await within(importModule(`${origin}/@react-refresh`), limitMs)) as RefreshRuntime;
        runtime.injectIntoGlobalHook(window);
        // The modules of a dev server look for these two.
        globals.$RefreshReg$ = () => {};
        globals.$RefreshSig$ = () => (type: unknown) => type;
        states.set(origin, { status: 'answers' });
        // Loaded first, so that Vite's client can report a fault of the first module.
        void importModule(`${origin}/@vite/client`).catch(() => {});
      } catch (error) {
        states.set(origin, { status: 'silent', reason: error instanceof Error ? error.message : String(error) });
      }
    }),
  );
}

function within<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  const limit = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([promise, limit]);
}
