import { chromium } from '@playwright/test';
import { aptInstall } from './apt-install.ts';
import { findProgram, isExecutable } from './find-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** What keeps Chromium quiet and able to run as root, in a container or not. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `CHROMIUM_PATH`, a build of Playwright's, or the system's browser, in this order; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which cannot be executed.`);
    return named;
  }
  const own = chromium.executablePath();
  return isExecutable(own) ? own : findProgram(names);
}

/** The path of a Chromium, installed first where possible; throws one sentence that says what to do otherwise. */
export function ensureChromium(): string {
  const found = findChromium() ?? (aptInstall(['chromium', 'fonts-liberation']) ? findChromium() : null);
  if (!found)
    throw new Error('No Chromium was found: install it, run `npx playwright install --with-deps chromium`, or set CHROMIUM_PATH to one.');
  return found;
}
