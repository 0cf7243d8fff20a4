/// <reference lib="dom" />
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags, ensureChromium } from '@business-m/stack/programs';
import { startDesk } from '@business-m/stack/start';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { quantile } from '../measure/statistics.ts';
import { drawTable, printed } from '../measure/table.ts';

/** `rounds`: pages, the first of which does not count. `rows` are pasted. */
type ChildTableOptions = { rounds: number; rows: number; say: (line: string) => void };

/** Milliseconds of one input: until what it changed is painted, and of the page's main thread, which other work of the machine does not lengthen. */
interface Try {
  shownMs: number;
  cpuMs: number;
}

const kinds = ['paste', 'key near the top', 'key in the last row'] as const;
type Measured = Record<(typeof kinds)[number], Try[]>;

/** As long as a figure that fits its column. */
const KEYS = 8;

/** A block pasted into the lines of a new journal entry, and what a keystroke costs then. */
export async function benchChildTable({ rounds, rows, say }: ChildTableOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const desk = await startDesk({ mode: 'indie', ports: {}, data: join(folder, 'data'), seed: true, durable: false }, { say });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags });
  try {
    const origin = desk.origins.desk;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const answer = await context.request.post(`${origin}/api/gateway/session`, { data: { email: 'demo@example.com', password: 'demo' } });
    if (!answer.ok()) throw new Error(`The demo user could not sign in: ${answer.status()}`);
    const block = Array.from({ length: rows }, (_, index) => `1110\t${index + 1}.25\t\tLine ${index + 1}`).join('\n');
    const measured: Measured = { paste: [], 'key near the top': [], 'key in the last row': [] };
    for (let round = 0; round < rounds; round += 1) {
      say(`page ${round + 1} of ${rounds}`);
      const page = await measure(context, `${origin}/finance/journal-entries/new`, block, rows);
      if (round > 0) for (const kind of kinds) measured[kind].push(...page[kind]);
    }
    return measured;
  } finally {
    await browser.close();
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(context: BrowserContext, url: string, block: string, rows: number): Promise<Measured> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpu = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const tried = async (input: () => Promise<number>): Promise<Try> => {
    const before = await cpu();
    const shownMs = await input();
    return { shownMs, cpuMs: (await cpu()) - before };
  };
  const typed = async (row: number): Promise<Try[]> => {
    await page
      .locator('.desk-lines tbody tr')
      .nth(row - 1)
      .scrollIntoViewIfNeeded();
    await page.getByLabel(`Debit, row ${row}`, { exact: true }).click();
    const keys: Try[] = [];
    for (let key = 0; key < KEYS; key += 1) keys.push(await tried(() => typeDigit(page)));
    return keys;
  };
  try {
    await page.goto(url);
    await page.getByLabel('Account, row 1', { exact: true }).click();
    // What is fetched when it is used is there by then, as for a person.
    await page.waitForTimeout(1_500);
    const paste = [await tried(() => pasteBlock(page, block, rows))];
    return { paste, 'key near the top': await typed(2), 'key in the last row': await typed(rows) };
  } finally {
    await page.close();
  }
}

/** As a browser hands a block to the focused cell; until all its rows are painted. */
const pasteBlock = (page: Page, block: string, rows: number) =>
  page.evaluate(
    async ([text, count]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const began = performance.now();
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
      while (document.querySelectorAll('tbody tr').length < count) await new Promise((next) => setTimeout(next));
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      return performance.now() - began;
    },
    [block, rows] as const,
  );

/** From the browser's key event until the frame that shows it is done. */
async function typeDigit(page: Page): Promise<number> {
  await page.evaluate(() => {
    const shown = new Promise<number>((done) => {
      const onKey = ({ timeStamp }: KeyboardEvent) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
      document.addEventListener('keydown', onKey, { capture: true, once: true });
    });
    Object.assign(window, { keyShown: shown });
  });
  await page.keyboard.press('5');
  return page.evaluate(() => (window as unknown as { keyShown: Promise<number> }).keyShown);
}

/** The report for people: medians, and what nine of ten stay below. */
export function drawChildTable(measured: Measured): string {
  const quantiles = (tries: Try[], of: keyof Try) =>
    [0.5, 0.9].map((at) =>
      printed(
        quantile(
          tries.map((each) => each[of]),
          at,
        ),
      ),
    );
  const rows = kinds.map((kind) => {
    const tries = measured[kind];
    return [kind, ...quantiles(tries, 'shownMs'), ...quantiles(tries, 'cpuMs'), String(tries.length)];
  });
  return drawTable(['child table', 'ms', '90 %', 'CPU ms', '90 %', 'tries'], rows);
}
