import type { ServerStates } from './server-states.ts';

/** A dev server that has not answered by then is one without Fast Refresh: the desk does not wait longer for it. */
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

/**
 * Installs each dev server's Fast Refresh. React looks for it once, when it is first evaluated: installed later it is silently never used.
 * A server that does not answer is noted and holds nothing up.
 */
export async function preparePage(origins: readonly string[], { window, states, importModule, limitMs = LIMIT_MS }: Surroundings) {
  const globals = window as unknown as Record<string, unknown>;
  await Promise.all(
    [...new Set(origins)].map(async (origin) => {
      try {
        const runtime = (await within(importModule(`${origin}/@react-refresh`), limitMs)) as RefreshRuntime;
        runtime.injectIntoGlobalHook(window);
        // What the modules of the server take for the sign that it is installed.
        globals.$RefreshReg$ = () => {};
        globals.$RefreshSig$ = () => (type: unknown) => type;
        states.set(origin, { status: 'answers' });
        // Before the first module, so that the server can also say what is wrong with that one.
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
