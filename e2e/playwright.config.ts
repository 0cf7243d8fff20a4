import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { defineConfig } from '@playwright/test';
import type { DeskOptions, ModeOptions } from './fixtures/desk-test.ts';

const everySpec = '{journeys,faults,budget}/**/*.spec.ts';
/** Where one services process tells another something, or its loss shows: in Enterprise mode there is more that can go wrong. */
const betweenProcesses = ['journeys/{posting,stock}.spec.ts', 'faults/server-faults.spec.ts'];
/** What a frontend team and the platform's screens do goes to the gateway and the CDN alone. */
const sameInBothModes = ['journeys/{development,platform}/**'];

// The desks of this suite, each of which lives for minutes, inherit it.
process.env.PGLITE_UNOPTIMIZED ??= '1';

/** One desk a worker, on ports and a data folder of its own; see docs/testing.md. */
export default defineConfig<DeskOptions, ModeOptions>({
  outputDir: '../test-results',
  globalSetup: './fixtures/global-setup.ts',
  fullyParallel: false,
  // Each waits for pages and servers half of the time.
  workers: 4,
  // A test that passes the second time has found something out: it must not be hidden.
  retries: 0,
  forbidOnly: true,
  // Three times what the slowest test took on two cores with two busy loops beside it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    // A trace costs half a core all the time; set DESK_TRACE to get one of each failure. Without the film: the snapshots show the same.
    trace: process.env.DESK_TRACE ? { mode: 'retain-on-failure', screenshots: false, sources: false } : 'off',
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    // What moves is drawn sixty times a second, without a graphics card.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: ensureChromium(), args: chromiumFlags },
  },
  // One project a mode, so that a worker starts one desk and no more.
  projects: [
    // One of its desks is enough: starting one costs as much as two of its files. It begins first, so that no worker is alone at the end.
    { name: 'enterprise', testMatch: [...betweenProcesses, 'enterprise/**/*.spec.ts'], use: { mode: 'enterprise' }, workers: 1 },
    { name: 'indie', testMatch: [everySpec, 'acceptance/**/*.spec.ts'], testIgnore: betweenProcesses, use: { mode: 'indie' } },
    // Each spec in the other mode, for the full matrix: the gateway, the CDN and the browser are the same in both.
    { name: 'indie-rest', testMatch: betweenProcesses, use: { mode: 'indie' } },
    // What is tried with libraries of other people, for the full matrix; then the page that tells of it.
    {
      name: 'libraries',
      testMatch: 'matrix/matrix.spec.ts',
      use: { mode: 'indie' },
      fullyParallel: true,
      workers: 2,
      teardown: 'libraries-page',
    },
    { name: 'libraries-page', testMatch: 'matrix/page.spec.ts' },
    { name: 'enterprise-rest', testMatch: everySpec, testIgnore: [...betweenProcesses, ...sameInBothModes], use: { mode: 'enterprise' } },
  ],
});
