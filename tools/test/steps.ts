import { dirname, join } from 'node:path';
import { ensureChromium, ensureNats, ensureNginx, ensurePostgres } from '@business-m/stack/programs';
import { root } from '../../stack/workspace.ts';
import type { Step } from './run-step.ts';

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const playwright = join(root, 'e2e/node_modules/@playwright/test/cli.js');
const reporter = (name: string) => join(import.meta.dirname, `${name}-reporter.ts`);

/** Vitest with the arguments, or the whole of it. */
export function vitestStep(name: string, args: readonly string[] = []): Step {
  return {
    name,
    args: [vitest, 'run', '--reporter=default', `--reporter=${reporter('vitest')}`, ...args],
    limit: 'vitestMs',
    reports: true,
  };
}

/** Playwright with the arguments, each of the projects having to run. */
export function browserStep(name: string, projects: readonly string[], args: readonly string[] = []): Step {
  const chosen = projects.map((project) => `--project=${project}`);
  return {
    name,
    args: [playwright, 'test', '-c', 'e2e', `--reporter=list,${reporter('playwright')}`, ...chosen, ...args],
    limit: 'browserMs',
    reports: true,
    projects,
  };
}

export const buildStep: Step = { name: 'builds', args: ['stack/build/main.ts'], limit: 'buildMs', reports: false };

/** @param seconds of strikes; every target is struck at least once. */
export const chaosStep = (seconds: number): Step => ({
  name: `chaos, ${seconds} s`,
  args: ['tools/chaos/cut.ts', String(seconds)],
  limit: 'chaosMs',
  reports: true,
});

/** The images, built and run by a real engine. */
export const containersStep: Step = {
  name: 'containers',
  args: ['tools/containers/main.ts'],
  limit: 'containersMs',
  reports: true,
  projects: ['containers'],
};

/** The programs that tests use, installed where that is possible, as the variables that name them. Fails by the name of one that cannot be had. */
export function findPrograms(): NodeJS.ProcessEnv {
  return {
    CHROMIUM_PATH: ensureChromium(),
    NGINX_PATH: ensureNginx(),
    NATS_SERVER_PATH: ensureNats(),
    POSTGRES_BIN: dirname(ensurePostgres().postgres),
  };
}

/** The ten journeys in a browser that is not Chromium: `firefox` or `webkit` (e2e/browsers). */
export const otherBrowserStep = (browser: 'firefox' | 'webkit'): Step => ({
  name: browser,
  args: ['e2e/browsers/main.ts', browser],
  limit: 'otherBrowserMs',
  reports: true,
  projects: [browser],
});
