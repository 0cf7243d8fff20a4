import type { Browser, BrowserContextOptions } from '@playwright/test';

/** How a page began, cold. Times in milliseconds. */
export interface ColdStart {
  /** From the wish to see the page until its screen had data. */
  readyMs: number;
  /** Processor time of the page's main thread until then: unlike the other it does not depend on what the machine does besides. */
  cpuMs: number;
  elements: number;
  /** Of the list of remotes, as it travelled and as it was read. */
  resolutionBytes: number;
  resolutionText: number;
}

const READY_LIMIT_MS = 60_000;

/** Opens an address in a browser profile of its own, with nothing cached, and says when a row of data was there. */
export async function coldStart(browser: Browser, url: string, storageState: BrowserContextOptions['storageState']): Promise<ColdStart> {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(noteFirstRow);
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'deskReadyMs' in window, undefined, { timeout: READY_LIMIT_MS });
    const seen = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const remotes = entries.find(({ name }) => name.endsWith('/api/gateway/remotes'));
      return {
        readyMs: (window as unknown as { deskReadyMs: number }).deskReadyMs,
        elements: document.querySelectorAll('*').length,
        resolutionBytes: remotes?.encodedBodySize ?? 0,
        resolutionText: remotes?.decodedBodySize ?? 0,
      };
    });
    const { metrics } = await session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    return { ...seen, cpuMs: task * 1_000 };
  } finally {
    await context.close();
  }
}

/** Runs in the page, before anything of it. */
function noteFirstRow(): void {
  const look = () => {
    if (!document.querySelector('main tbody tr td')) return;
    observer.disconnect();
    // When it has been painted.
    requestAnimationFrame(() => setTimeout(() => Object.assign(window, { deskReadyMs: performance.now() })));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
}
