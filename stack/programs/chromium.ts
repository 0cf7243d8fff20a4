import { chromium } from '@playwright/test';
import { ensureProgram, findProgram, isExecutable } from './find-program.ts';

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

const program = {
  title: 'Chromium',
  // The browser without its window: the same engine for a quarter less of the processor, and what Playwright takes by itself.
  packages: ['chromium-headless-shell', 'fonts-liberation'],
  remedy: 'install it, run `npx playwright install --with-deps chromium`, or set CHROMIUM_PATH to one',
};

/** `CHROMIUM_PATH`, a build of Playwright's, or the system's browser, in this order; installed when there is none. */
export function ensureChromium(): string {
  return ensureProgram(program, () => {
    const own = chromium.executablePath();
    if (!process.env.CHROMIUM_PATH && isExecutable(own)) return own;
    return findProgram('CHROMIUM_PATH', [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome-stable',
      'google-chrome',
    ]);
  });
}
