import { afterEach, vi } from 'vitest';

/**
 * Runs before each test file: files share a worker, its modules, document and clock (docs/testing.md). Testing Library would clean up by itself
 * only in the file that loads it first. Tests without a document do not load it.
 */
const hasDocument = 'document' in globalThis;
const clean = hasDocument ? (await import('../../../packages/sdk/src/testing/clean-up.ts')).cleanUpDocument : () => {};
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: hasDocument });

afterEach(() => {
  vi.useRealTimers();
  // Vitest does it before the next test, which is after the imports of the next file: React would be loaded for another environment.
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  clean();
});
