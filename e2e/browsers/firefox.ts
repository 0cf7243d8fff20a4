import { ensureFirefox } from '@business-m/stack/programs';
import { type ElementHandle, launch } from 'puppeteer-core';
import type { Driver } from './driver.ts';

/** Firefox, headless, over WebDriver BiDi. */
export async function openFirefox(): Promise<Driver> {
  const browser = await launch({ browser: 'firefox', executablePath: ensureFirefox(), headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error}`));
  // The text of a function, so that both drivers take the same.
  const call = (source: string, args: readonly unknown[]) => `(${source})(...${JSON.stringify(args)})`;
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    evaluate: async <T>(source: string, ...args: readonly unknown[]) => (await page.evaluate(call(source, args))) as T,
    async find(source, ...args) {
      return (await page.evaluateHandle(call(source, args))).asElement();
    },
    async click(element) {
      await (element as ElementHandle<Element>).click();
    },
    type: (text) => page.keyboard.type(text),
    async press(key, modifier) {
      if (modifier) await page.keyboard.down(modifier);
      await page.keyboard.press(key);
      if (modifier) await page.keyboard.up(modifier);
    },
    back: async () => void (await page.goBack()),
    complaints: () => [...complaints],
    close: () => browser.close(),
  };
}
