import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { listDatabaseTests, listHostTests } from './tools/test/projects.ts';

const root = import.meta.dirname;
const excluded = ['**/node_modules/**', '**/dist/**', '.data/**'];
const everywhere = [
  '{packages,remotes,services}/*/{src,test}/**/*.test.{ts,tsx}',
  '{shell,gateway,manifest,nginx,tools,deploy,bench}/**/*.test.{ts,tsx}',
  'remotes/*/*.test.ts',
  '*.test.ts',
];
/** Need NATS and nothing else: the adapters, whose contract suite runs on every one of them, and whoever says so in the name. */
const onNats = ['services/adapters/{src,test}/**/*.test.ts', '**/*.nats.test.ts'];
const onPostgres = '**/*.postgres.test.ts';
/** Several processes of the host side by side: both servers, whatever else is set. */
const onBoth = '**/*.enterprise.test.ts';
const servers = { nats: './tools/test/set-up/nats.ts', postgres: './tools/test/set-up/postgres.ts' };

const project = (name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, ...test },
});

/**
 * One configuration for every package: `npx vitest run packages/metadata` runs that folder's tests, `npx vitest run` all of them.
 * Tests run in Node; one that needs a document says `// @vitest-environment jsdom` on its first line.
 *
 * The projects (docs/testing.md) run the same files again where a database or the mode makes a difference; only those that need a server start it.
 */
export default defineConfig({
  test: {
    environment: 'node',
    setupFiles: ['packages/ui/src/testing/jsdom.ts'],
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
    // Tamagui's slider would start a timer in every test file.
    env: { TZ: 'UTC', TAMAGUI_DISABLE_SLIDER_INTERVAL: 'true' },
    projects: [
      project('unit', { include: everywhere, exclude: [...excluded, ...onNats, onPostgres, onBoth] }),
      project('nats', { include: onNats, exclude: excluded, globalSetup: [servers.nats] }),
      project('postgres', {
        include: [...listDatabaseTests(root), onPostgres],
        exclude: [...excluded, ...onNats, onBoth],
        env: { TEST_DATABASE: 'postgres' },
        globalSetup: [servers.postgres],
      }),
      project('enterprise', {
        include: [...listHostTests(root), onBoth],
        exclude: [...excluded, ...onNats, onPostgres],
        env: { TEST_DATABASE: 'postgres', TEST_MODE: 'enterprise' },
        globalSetup: [servers.postgres, servers.nats],
      }),
    ],
  },
});
