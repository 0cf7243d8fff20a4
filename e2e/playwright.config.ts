import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { defineConfig } from '@playwright/test';
import type { DeskOptions, ModeOptions } from './fixtures/desk-test.ts';

const both = '{journeys,faults,budget}/**/*.spec.ts';

/** One desk a worker, on ports and a data folder of its own; see docs/testing.md. */
export default defineConfig<DeskOptions, ModeOptions>({
  outputDir: '../test-results',
  globalSetup: './fixtures/build-probe.ts',
  fullyParallel: false,
  workers: 2,
  // A test that passes the second time has found something out: it must not be hidden.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    // A trace costs half a core all the time; set DESK_TRACE to get one of each failure. Without the film: the snapshots show the same.
    trace: process.env.DESK_TRACE ? { mode: 'retain-on-failure', screenshots: false, sources: false } : 'off',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: ensureChromium(), args: chromiumFlags },
  },
  // The same specs, unchanged, in both modes. One project a mode, so that a worker starts one desk and no more.
  projects: [
    // What a frontend team and the platform's screens do goes to the gateway and the CDN, which are the same in both.
    { name: 'indie', testMatch: [both, 'story/**/*.spec.ts'], use: { mode: 'indie' } },
    {
      name: 'enterprise',
      testMatch: [both, 'enterprise/**/*.spec.ts'],
      testIgnore: 'journeys/{development,platform}/**',
      use: { mode: 'enterprise' },
    },
  ],
});
