import { setTimeout as delay } from 'node:timers/promises';
import type { Driver, ElementRef } from './driver.ts';

const LIMIT_MS = 90_000;
const LOOK_EVERY_MS = 100;

/** By role and accessible name, as a person tells things apart. */
export type Query = {
  role: string;
  /** The whole name; a star after a required field's label does not count. */
  name?: string;
  /** Somewhere in its text. */
  text?: string;
};

/**
 * In the page: the first visible element that answers the query, or null. Sent as text, so it uses nothing from here. Dialogs hide what is behind
 * them, as they do for assistive technology.
 */
const findInPage = String(function find({ role, name, text }: Query): Element | null {
  const selectors: Record<string, string> = {
    button: 'button, [role=button]',
    link: 'a[href]',
    heading: 'h1, h2, h3',
    field: 'input, textarea, select',
    option: '[role=option], datalist option',
    menuitem: '[role=menuitem], [role=menuitemradio]',
    table: 'table, [role=table], [role=grid]',
    row: 'tbody tr',
    columnheader: 'th',
    region: 'section[aria-label], section[aria-labelledby], [role=region]',
    main: 'main',
    alert: '[role=alert]',
    dialog: 'dialog[open], [role=dialog]',
  };
  const wordsOf = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const nameOf = (element: Element) => {
    const ids = element.getAttribute('aria-labelledby')?.split(' ');
    if (ids) return ids.map((id) => wordsOf(document.getElementById(id))).join(' ');
    const label = element.getAttribute('aria-label');
    if (label !== null) return label;
    const { labels } = element as HTMLInputElement;
    return labels && labels.length > 0 ? [...labels].map(wordsOf).join(' ') : wordsOf(element);
  };
  const isVisible = (element: Element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const scope = [...document.querySelectorAll('dialog[open], [role=dialog][aria-modal=true]')].filter(isVisible).at(-1) ?? document;
  const selector = selectors[role] ?? `[role=${role}]`;
  const itself = scope instanceof Element && scope.matches(selector) ? [scope] : [];
  const found = [...itself, ...scope.querySelectorAll(selector)].find(
    (element) =>
      isVisible(element) &&
      (name === undefined || nameOf(element).replace(/\s*\*$/, '') === name) &&
      (text === undefined || wordsOf(element).includes(text)),
  );
  return found ?? null;
});

/** A page of the desk in any browser: looks for things until they are there, and acts on them as a person does. */
export class DeskPage {
  readonly driver: Driver;
  readonly origin: string;
  constructor(driver: Driver, origin: string) {
    this.driver = driver;
    this.origin = origin;
  }

  open(path: string): Promise<void> {
    return this.driver.goto(`${this.origin}${path}`);
  }

  async openScreen(path: string, title: string): Promise<void> {
    await this.open(path);
    await this.see({ role: 'heading', name: title });
  }

  see(query: Query): Promise<ElementRef> {
    return this.until(`${describe(query)} is there`, () => this.driver.find(findInPage, query));
  }

  async gone(query: Query): Promise<void> {
    await this.until(`${describe(query)} is gone`, async () => (await this.driver.find(findInPage, query)) === null);
  }

  async click(query: Query): Promise<void> {
    await this.driver.click(await this.see(query));
  }

  /** Replaces what stands in a field by typing. */
  async fill(name: string, text: string): Promise<void> {
    await this.click({ role: 'field', name });
    await this.driver.press('a', 'Control');
    await this.driver.type(text);
  }

  /** Types into a link field and takes the first document that is offered. */
  async pick(name: string, text: string): Promise<void> {
    await this.fill(name, text);
    await this.click({ role: 'option', text });
  }

  /** Chooses from a native list. Its popup is the browser's own, so that the choice is made by the keyboard. */
  async select(name: string, option: string): Promise<void> {
    await this.see({ role: 'field', name });
    const chosen = String((label: string, wanted: string) => {
      const list = [...document.querySelectorAll('select')].find(({ labels }) =>
        [...labels].some((each) => each.textContent?.replace(/\s*\*$/, '').trim() === label),
      );
      const index = [...(list?.options ?? [])].findIndex(({ text }) => text === wanted);
      if (!list || index < 0) return false;
      list.selectedIndex = index;
      return list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await this.until(`${option} is chosen in ${name}`, () => this.driver.evaluate<boolean>(chosen, name, option));
  }

  async seeFocusOn(name: string): Promise<void> {
    const focused = String((wanted: string) => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      return label.replace(/\s*\*$/, '').trim() === wanted;
    });
    await this.until(`the focus is on ${name}`, () => this.driver.evaluate<boolean>(focused, name));
  }

  async seeAddress(pattern: RegExp): Promise<void> {
    const path = String(() => location.pathname + location.search);
    await this.until(`the address is ${pattern}`, async () => pattern.test(await this.driver.evaluate<string>(path)));
  }

  async signIn(user: string): Promise<void> {
    await this.fill('Email', `${user}@example.com`);
    await this.fill('Password', 'demo');
    await this.click({ role: 'button', name: 'Sign in' });
  }

  /** Looks again and again: nothing tells a driver that a page has changed. */
  private async until<T>(what: string, look: () => Promise<T>): Promise<NonNullable<T>> {
    let last: unknown;
    for (const end = Date.now() + LIMIT_MS; Date.now() < end; await delay(LOOK_EVERY_MS)) {
      try {
        const seen = await look();
        if (seen) return seen;
      } catch (error) {
        // A page that is being left has no document for a moment.
        last = error;
      }
    }
    const text = await this.driver.evaluate<string>(String(() => document.body.innerText)).catch(() => '');
    throw new Error(`After ${LIMIT_MS / 1_000} s it is not true that ${what}.\n${last ?? ''}\nThe page says:\n${text.slice(0, 1_500)}`);
  }
}

function describe({ role, name, text }: Query): string {
  return [role, name === undefined ? '' : `“${name}”`, text === undefined ? '' : `with “${text}”`].filter(Boolean).join(' ');
}
