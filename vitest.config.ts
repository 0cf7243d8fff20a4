import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LONG, listProjects } from './tools/test/projects.ts';

const files = listProjects(import.meta.dirname, process.env.DESK_TEST_WHOLE === '1');
const servers = { nats: './tools/test/set-up/nats.ts', postgres: './tools/test/set-up/postgres.ts' };
const onPostgres = { TEST_DATABASE: 'postgres' };

const project = (name: keyof typeof files, test: TestProjectInlineConfiguration['test'] = {}): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, ...files[name], ...test },
});

/**
 * One configuration for every package: `npx vitest run packages/metadata` runs that folder's tests, `npx vitest run` all of them.
 * Tests run in Node; one that needs a document says `// @vitest-environment jsdom` on its first line.
 *
 * Only the projects that need a server start it. Which file runs where is said in tools/test/projects.ts.
 */
export default defineConfig({
  test: {
    environment: 'node',
    // Vitest leaves one core to itself, which on a small machine is half of it; and each worker waits for servers half of the time.
    maxWorkers: availableParallelism() * 2,
    // A worker keeps what it has loaded: half of the time of most files is their imports. What a test leaves behind is cleaned up in `setupFiles`.
    isolate: false,
    setupFiles: ['./packages/ui/src/testing/jsdom.ts', './tools/test/set-up/clean-up.ts'],
    // Not for tests, which import what they use: Testing Library cleans up and announces `act` only where it finds these globals.
    globals: true,
    // Three times what the slowest test without a limit of its own took on two cores with two busy loops beside it; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
    restoreMocks: true,
    tags: [{ name: LONG, description: 'a long story whose parts shorter tests find too: for the full matrix, and where it is named' }],
    unstubEnvs: true,
    unstubGlobals: true,
    // Tamagui's slider would start a timer in every test file; and no PGlite of a test lives long enough to be optimised.
    env: { TZ: 'UTC', TAMAGUI_DISABLE_SLIDER_INTERVAL: 'true', PGLITE_UNOPTIMIZED: '1' },
    projects: [
      project('unit'),
      project('dom', { environment: 'jsdom' }),
      ...(files.alone.include.length > 0 ? [project('alone', { isolate: true })] : []),
      project('nats', { globalSetup: [servers.nats] }),
      project('services', { env: onPostgres, globalSetup: [servers.postgres] }),
      project('embedded'),
      project('enterprise', { env: { ...onPostgres, TEST_MODE: 'enterprise' }, globalSetup: [servers.postgres, servers.nats] }),
    ],
  },
});
