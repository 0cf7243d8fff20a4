import '../../stack/process/leash.ts';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { startDesk } from '../../stack/start/start-desk.ts';
import { root } from '../../stack/workspace.ts';
import { openShot, settle, shots, sizes, themes } from './shots.ts';
import { stageRefusals } from './stage.ts';

const folder = join(root, 'docs/screens');
/** Names of shots after the command: only these are taken, and the others stay as they are. */
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
const data = mkdtempSync(join(tmpdir(), 'desk-screens-'));

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide', scale: 'css' });
  console.log(`  ${name}.png`);
}

async function takeAll(browser: Browser, origin: string): Promise<void> {
  let staged: Promise<void> | undefined;
  for (const theme of themes) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        locale: 'en-GB',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const name = (shot: string) => `${shot}-${size}-${theme}`;
      await page.goto(origin);
      await settle(page);
      if (isWanted('sign-in')) await take(page, name('sign-in'));
      const answer = await page.request.post(`${origin}/api/gateway/session`, { data: { email: 'demo@example.com', password: 'demo' } });
      if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}.`);
      staged ??= stageRefusals(page.request, origin);
      await staged;
      for (const shot of shots.filter((each) => isWanted(each.name))) {
        await openShot(page, origin, shot);
        await take(page, name(shot.name));
      }
      await context.close();
    }
  }
}

const running = await startDesk({ ports: {}, data, seed: true }, { say: (line) => console.log(`  ${line}`) });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumFlags, '--lang=en-GB'] });
try {
  mkdirSync(folder, { recursive: true });
  if (wanted.length === 0) for (const old of readdirSync(folder).filter((name) => name.endsWith('.png'))) rmSync(join(folder, old));
  await takeAll(browser, running.origins.desk);
} finally {
  await browser.close();
  await running.stop();
  rmSync(data, { recursive: true, force: true });
}
