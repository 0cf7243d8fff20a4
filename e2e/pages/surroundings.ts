import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';

/** What of the desk is not as it was. */
declare const changes: () => string[];

/** Keeps every computed style of the page, and of a link and a button beside the screen: for `changesOf`, which is asked after each way to change them. */
export const watchSurroundings = (desk: Desk): Promise<void> =>
  desk.section('Warehouse').evaluate((section) => {
    const button = document.querySelector('.shell-top-bar button') ?? section;
    const link = section.querySelector('a') ?? section;
    const all = [document.documentElement, document.body, section, link, button, ...button.querySelectorAll('svg, path')];
    const parts = [link, document.documentElement].flatMap((element) =>
      ['::before', '::selection', '::-webkit-scrollbar'].map((part) => [element, part] as const),
    );
    const styles = [...all.map((element) => [element, null] as const), ...parts].map(([element, part]) => ({
      name: `${element.tagName} ${part ?? ''}`,
      style: getComputedStyle(element, part),
    }));
    // Names that come later are variables which a remote registers (`@property`): nothing of the desk reads them.
    const before = styles.map(({ style }) => new Map([...style].map((property) => [property, style.getPropertyValue(property)])));
    (window as { changes?: unknown }).changes = () =>
      styles.flatMap(({ name, style }, index) => {
        const was = [...(before[index] ?? [])];
        const changed = was.filter(([property, value]) => style.getPropertyValue(property) !== value);
        return changed.slice(0, 2).map(([property]) => `${name} ${property}: ${style.getPropertyValue(property)}`);
      });
  });

/** What differs from what was watched; nothing when all is as it was. */
export const changesOf = ({ page }: { page: Page }): Promise<string[]> => page.evaluate(() => changes());
