import type { DeskStack } from '../fixtures/desk-stack.ts';
import { publishPowers } from '../fixtures/powers-release.ts';
import { desiredProbe } from '../fixtures/probe-releases.ts';
import type { DeskPage } from './desk-page.ts';

export type Journey = {
  name: string;
  /** What the console may say: the answers that the journey provokes. */
  provokes?: RegExp;
  run: (page: DeskPage, stack: DeskStack) => Promise<void>;
};

const heading = (name: string) => ({ role: 'heading', name });
const button = (name: string) => ({ role: 'button', name });
const link = (name: string) => ({ role: 'link', name });

async function start(page: DeskPage, user: string, path: string, title: string): Promise<void> {
  await page.open(path);
  await page.signIn(user);
  await page.see(heading(title));
}

/** What people do most, once in each browser; everything else is the Chromium suite's. */
export const journeys: readonly Journey[] = [
  {
    name: 'a wrong password is refused on the field, the right one signs in',
    provokes: /401/,
    async run(page) {
      await page.open('/');
      await page.fill('Email', 'demo@example.com');
      await page.fill('Password', 'wrong');
      await page.click(button('Sign in'));
      await page.seeFocusOn('Password');
      await page.signIn('demo');
      await page.see(heading('Welcome, Dana'));
    },
  },
  {
    name: 'a list shows its documents, sorts them and opens one',
    async run(page) {
      await start(page, 'demo', '/wms/items', 'Items');
      await page.see({ role: 'row', text: 'BRK-PAD-01' });
      await page.click(button('Name'));
      await page.seeAddress(/sort=/);
      await page.click(link('BRK-PAD-01'));
      await page.see(heading('Brake pads, resin'));
    },
  },
  {
    name: 'a form creates and submits a journal entry',
    async run(page) {
      await start(page, 'accounts', '/finance/journal-entries/new', 'New journal entry');
      await page.pick('Account, row 1', '5260');
      await page.fill('Debit, row 1', '12.50');
      await page.pick('Account, row 2', '1120');
      await page.fill('Credit, row 2', '12.50');
      await page.click(button('Submit'));
      await page.seeAddress(/\/JE-\d+$/);
      await page.see({ role: 'main', text: 'Submitted' });
    },
  },
  {
    name: 'a link picker offers what matches and leaves when told to',
    async run(page) {
      await start(page, 'demo', '/wms/items/new', 'New item');
      await page.fill('Unit', 'Pa');
      await page.see({ role: 'option', text: 'Pair' });
      await page.driver.press('Escape');
      await page.gone({ role: 'option' });
      await page.pick('Unit', 'Pair');
      await page.gone({ role: 'option' });
    },
  },
  {
    name: 'a report leads from the figure to the ledger and back',
    async run(page) {
      await start(page, 'accounts', '/finance/trial-balance', 'Trial balance');
      await page.see({ role: 'table', text: 'Total' });
      await page.click({ role: 'link', text: 'Bank, current account' });
      await page.see(heading('General ledger'));
      await page.driver.back();
      await page.see(heading('Trial balance'));
    },
  },
  {
    name: 'a stock entry is received, and its value reaches the ledger',
    async run(page) {
      await start(page, 'demo', '/wms/stock-entries/new', 'New stock entry');
      await page.select('Purpose', 'Receipt');
      await page.pick('To warehouse', 'MAIN');
      await page.pick('Item, row 1', 'BRK-PAD-01');
      await page.fill('Quantity, row 1', '3');
      await page.fill('Rate, row 1', '7');
      await page.click(button('Submit'));
      await page.see({ role: 'main', text: 'Submitted' });
      await page.see({ role: 'main', text: 'Posted' });
    },
  },
  {
    name: 'signing in and saving work without a mouse',
    async run(page) {
      const { driver } = page;
      await page.open('/finance/customers/new');
      await page.seeFocusOn('Email');
      await driver.type('accounts@example.com');
      await driver.press('Tab');
      await driver.type('demo');
      await driver.press('Enter');
      await page.see(heading('New customer'));
      await page.seeFocusOn('Name');
      await driver.type('Keyboard & Co');
      await driver.press('s', 'Control');
      await page.see(heading('Keyboard & Co'));
    },
  },
  {
    name: 'the platform screen lists the remotes and shows one',
    async run(page) {
      await start(page, 'ops', '/platform', 'Remotes');
      await page.see({ role: 'row', text: 'Finance UI' });
      await page.openScreen('/platform/remotes/finance', 'Finance');
      await page.see({ role: 'table', name: 'Versions' });
    },
  },
  {
    name: 'bytes that were changed on the CDN do not run, by link, by script and after going back; the right ones do',
    // Each browser says in its own words what it refused.
    provokes:
      /integrity|digest|hash|\[desk\] wms|Failed to load resource|Cannot load script|could not be loaded|Importing a module|error loading/i,
    async run(page, stack) {
      const { driver } = page;
      const refused = { role: 'alert', text: 'are not the ones that were published' };
      const go = (path: string) =>
        driver.evaluate(
          String((to: string) => history.pushState(null, '', to)),
          path,
        );
      const isTaken = async () => driver.evaluate<boolean>(String(() => 'taken' in globalThis));
      const taken = 'globalThis.taken = true; export default () => null; export const get = () => {}, init = () => {};';
      await start(page, 'demo', '/', 'Welcome, Dana');
      stack.cdn.break(/^\/wms\/.*stock-?balance.*\.js$/i, { kind: 'body', body: taken });
      await go('/wms/stock-balance');
      await page.see(refused);
      await go('/finance/customers');
      await page.see({ role: 'row', text: 'Alpine Cycles' });
      await driver.back();
      await page.see(refused);
      await page.click(link('Stock ledger'));
      await page.click(link('Stock balance'));
      await page.see(refused);
      if (await isTaken()) throw new Error('changed bytes ran');
      await stack.cdn.heal();
      await page.click(button('Try again'));
      await page.see({ role: 'row', text: 'TYR-40-622' });
      if (await isTaken()) throw new Error('changed bytes ran');
    },
  },
  {
    name: 'workers and wasm run with consent only, and never from changed bytes',
    provokes:
      /integrity|digest|hash|\[desk\]|Content[- ]Security[- ]Policy|Failed to load resource|could not be loaded|Failed to fetch|NetworkError|WebAssembly|blocked/i,
    async run(page, stack) {
      await publishPowers(stack.cdnFolder);
      const agree = (needs: string[], title = 'Powers') =>
        stack.manifest.edit((desired) => {
          desired.remotes.powers = desiredProbe(title);
          if (needs.length > 0) desired.policy = { ...desired.policy, consent: { powers: needs } };
        });
      const sees = async (words: string) => {
        await page.open('/powers');
        await page.see({ role: 'main', text: words });
      };
      await agree([]);
      await start(page, 'demo', '/powers', 'Powers');
      await page.see({ role: 'main', text: 'wasm refused, worker refused' });
      await agree(['workers', 'wasm']);
      await sees('wasm 3, worker 3');
      // Published anew under other bytes, so that no cache of the browser has them.
      stack.cdn.break(/^\/powers\/.*(adder\.js|add\.wasm)$/, { kind: 'flip' });
      await publishPowers(stack.cdnFolder, '9.9.9');
      await agree(['workers', 'wasm'], 'Other bytes');
      await sees('wasm refused, worker refused');
      await stack.cdn.heal();
    },
  },
  {
    name: 'a remote that is switched off says why, and the others work',
    async run(page, stack) {
      const message = 'Counting the stock until noon';
      await stack.manifest.edit(({ remotes }) => {
        if (remotes.wms) Object.assign(remotes.wms, { enabled: false, message });
      });
      await start(page, 'demo', '/wms/items', 'Warehouse is switched off');
      await page.see({ role: 'main', text: message });
      await page.click(link('Customers'));
      await page.see({ role: 'row', text: 'Alpine Cycles' });
    },
  },
  {
    name: 'a session that ends in the middle of work is renewed over the form, which keeps its content',
    provokes: /401/,
    async run(page) {
      await start(page, 'demo', '/finance/customers/new', 'New customer');
      await page.fill('Name', 'Patience Ltd');
      await page.driver.evaluate(String(() => fetch('/api/gateway/session', { method: 'DELETE' }).then(() => null)));
      await page.click(button('Save'));
      await page.see({ role: 'dialog', text: 'Nothing you typed is lost' });
      await page.fill('Password', 'demo');
      await page.click(button('Sign in'));
      await page.gone({ role: 'dialog' });
      await page.see(heading('Patience Ltd'));
    },
  },
];
