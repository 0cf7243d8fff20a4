import { defineConfig } from 'vitest/config';

/**
 * One configuration for every package: `npx vitest run packages/metadata` runs that folder's tests, `npx vitest run` all of them.
 * Tests run in Node; one that needs a document says `// @vitest-environment jsdom` on its first line.
 */
export default defineConfig({
  test: {
    include: [
      '{packages,remotes,services}/*/{src,test}/**/*.test.{ts,tsx}',
      '{shell,gateway,manifest,nginx,tools,deploy}/**/*.test.{ts,tsx}',
      'remotes/*/*.test.ts',
      '*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '.data/**'],
    environment: 'node',
    // Vitest leaves one core to itself, which on a small machine is half of it.
    maxWorkers: '100%',
    // Not for tests, which import what they use: Testing Library cleans up and announces `act` only where it finds these globals.
    globals: true,
    // Tests that start a database or a process on a busy two-core machine; a hang still ends.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    env: { TZ: 'UTC' },
  },
});
