import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { type Desk, startDesk } from '@business-m/stack/start';
import { type BrowserContextOptions, chromium, request } from '@playwright/test';
import { quantile } from '../measure/statistics.ts';
import { drawTable, printed } from '../measure/table.ts';
import { type ColdStart, coldStart } from './cold-start.ts';
import { type CopiedRemote, copyRemotes } from './copy-remotes.ts';

const fleetSizes = [2, 10, 50, 1_000] as const;

const SETTLE_MS = 120_000;
/** A list of rows of a remote that every fleet has. */
const SCREEN = '/wms/items';

/** `starts`: of each fleet in a round, the first of which does not count. `screens`: of each remote beyond the first two. */
type ShellStartOptions = { rounds: number; starts: number; screens: number; say: (line: string) => void };

/** By number of remotes. */
type ShellStarts = Record<number, ColdStart[]>;

/** Cold starts of the built desk, with fleets of several sizes taking turns, so that the machine slows all of them alike. */
export async function benchShellStart({ rounds, starts, screens, say }: ShellStartOptions): Promise<ShellStarts> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const manifestFile = join(folder, 'dev.json');
  const document = JSON.parse(await readFile(new URL('../../manifest/environments/dev.json', import.meta.url), 'utf8'));
  const { finance, wms } = document.remotes;
  const fleet = (copies: readonly CopiedRemote[]) => JSON.stringify({ ...document, remotes: { finance, wms, ...asRemotes(copies) } });
  await writeFile(manifestFile, fleet([]));
  const data = join(folder, 'data');
  const desk = await startDesk({ mode: 'indie', ports: {}, data, manifestFile, seed: true, durable: false }, { say });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags });
  try {
    const dist = new URL('../../remotes/wms/dist', import.meta.url).pathname;
    const copies = await copyRemotes(dist, join(data, 'cdn'), Math.max(...fleetSizes) - 2, screens);
    const user = await signIn(desk.origins.desk);
    const measured: ShellStarts = Object.fromEntries(fleetSizes.map((size) => [size, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < fleetSizes.length; turn += 1) {
        const size = fleetSizes[(round + turn) % fleetSizes.length] ?? 2;
        say(`round ${round + 1} of ${rounds}: ${size} remotes`);
        await serve(desk, user, manifestFile, fleet(copies.slice(0, size - 2)), size);
        for (let start = 0; start < starts; start += 1) {
          const result = await coldStart(browser, desk.origins.desk + SCREEN, user);
          if (start > 0) measured[size]?.push(result);
        }
      }
    }
    return measured;
  } finally {
    await browser.close();
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const asRemotes = (copies: readonly CopiedRemote[]) =>
  Object.fromEntries(
    copies.map(({ scope, title, release }) => [scope, { title, team: 'Bench', enabled: true, releases: { stable: release } }]),
  );

async function signIn(origin: string) {
  const context = await request.newContext({ baseURL: origin });
  const answer = await context.post('/api/gateway/session', { data: { email: 'demo@example.com', password: 'demo' } });
  if (!answer.ok()) throw new Error(`The demo user could not sign in: ${answer.status()} ${await answer.text()}`);
  const state = await context.storageState();
  await context.dispose();
  return state;
}

/** Puts a document in the place of the one before and waits until callers get so many remotes. */
async function serve(desk: Desk, storageState: BrowserContextOptions['storageState'], file: string, text: string, size: number) {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
  const context = await request.newContext({ baseURL: desk.origins.desk, storageState });
  const untilMs = Date.now() + SETTLE_MS;
  try {
    for (;;) {
      const { remotes } = await (await context.get('/api/gateway/remotes')).json();
      if (remotes.length === size) return;
      if (Date.now() > untilMs) throw new Error(`The gateway gives ${remotes.length} remotes, not ${size}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await context.dispose();
  }
}

/** The report for people: medians, each beside that of the smallest fleet. */
export function drawShellStart(measured: ShellStarts): string {
  const valuesOf = (size: number, of: keyof ColdStart) => (measured[size] ?? []).map((start) => start[of]);
  const median = (size: number, of: keyof ColdStart) => quantile(valuesOf(size, of), 0.5);
  const ratio = (size: number, of: keyof ColdStart) => (median(size, of) / median(Math.min(...fleetSizes), of)).toFixed(2);
  const besides = (size: number, of: keyof ColdStart) => [printed(median(size, of)), ratio(size, of)];
  const rows = fleetSizes.map((size) => [
    `${size} remotes`,
    ...besides(size, 'readyMs'),
    ...besides(size, 'cpuMs'),
    String(median(size, 'elements')),
    printed(median(size, 'resolutionBytes') / 1_000),
    printed(median(size, 'resolutionText') / 1_000),
    String(measured[size]?.length ?? 0),
  ]);
  return drawTable(['cold start', 'ms', '× of 2', 'CPU ms', '× of 2', 'elements', 'kB sent', 'kB read', 'starts'], rows);
}
