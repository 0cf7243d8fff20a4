import { defineConfig } from 'vitest/config';
import { areas } from './areas.ts';

/** The tests of the area that is being mutated (main.ts), without the projects of the whole. */
export default defineConfig({
  test: {
    include: [...(areas[process.env.DESK_MUTATION_AREA ?? '']?.tests ?? [])],
    exclude: ['**/node_modules/**'],
    // A mutant that hangs is ended by Stryker.
    testTimeout: 120_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    env: { TZ: 'UTC' },
  },
});
