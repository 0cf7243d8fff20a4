import { expect, type Locator } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';
import type { LibraryCase } from '../library-case.ts';
import { said } from './said.ts';

/** Refuses an empty name, then takes one. */
async function fillIn(desk: Desk): Promise<void> {
  await desk.button('Save').click();
  await expect(said(desk)).toHaveText('A name is missing');
  await desk.main.getByLabel('Name').fill('Alpine');
  await desk.button('Save').click();
  await expect(said(desk)).toHaveText('Alpine saved');
}

/** A dialog in the body opens, has the look of its library, and goes. */
async function openAndClose(desk: Desk, title: string, close: (dialog: Locator) => Promise<void>): Promise<void> {
  await desk.button('Open').click();
  const dialog = desk.dialog(title);
  await expect(dialog).toBeVisible();
  await close(dialog);
  await expect(dialog).toHaveCount(0);
}

const closeBy = (name: string) => (dialog: Locator) => dialog.getByRole('button', { name, exact: true }).click();
const background = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

export const formsAndComponents: readonly LibraryCase[] = [
  { name: 'react-hook-form', packages: ['react-hook-form'], work: fillIn },
  { name: 'formik', packages: ['formik'], work: fillIn },
  {
    name: 'mui',
    packages: ['@mui/material', '@mui/icons-material', '@emotion/react'],
    needs: ['style-nonce'],
    remark: '`style-nonce` for `desk dev` alone; `CssBaseline` counts inside of the screens',
    async work(desk) {
      await expect.poll(() => background(desk.button('Open'))).toBe('rgb(0, 105, 92)');
      await openAndClose(desk, 'Opened by MUI', closeBy('Close'));
      await desk.main.getByRole('combobox', { name: 'Unit' }).click();
      await desk.page.getByRole('option', { name: 'Grams', exact: true }).click();
      await expect(said(desk)).toHaveText('g');
    },
  },
  {
    name: 'antd',
    packages: ['antd'],
    needs: ['style-nonce'],
    screenKb: 210,
    async work(desk) {
      await expect.poll(() => background(desk.button('Open'))).toBe('rgb(22, 119, 255)');
      await desk.main.getByText('Count', { exact: true }).click();
      await expect(desk.main.getByRole('row').nth(1)).toContainText('Bike');
      await openAndClose(desk, 'Opened by Ant Design', closeBy('OK'));
      await desk.main.getByRole('combobox', { name: 'Unit' }).click();
      await desk.page.getByTitle('Grams', { exact: true }).click();
      await expect(said(desk)).toHaveText('g');
    },
  },
  {
    name: 'radix',
    packages: ['@radix-ui/react-dialog', '@radix-ui/react-dropdown-menu'],
    needs: ['style-nonce'],
    async work(desk) {
      await openAndClose(desk, 'Opened by Radix', closeBy('Close'));
      await desk.button('More').click();
      await desk.page.getByRole('menuitem', { name: 'Copy' }).click();
      await expect(said(desk)).toHaveText('copied');
    },
  },
  {
    name: 'react-aria',
    packages: ['react-aria-components'],
    async work(desk) {
      await openAndClose(desk, 'Opened by React Aria', closeBy('Close'));
      await desk.main.getByRole('button', { name: /Unit/ }).click();
      await desk.page.getByRole('option', { name: 'Grams', exact: true }).click();
      await expect(said(desk)).toHaveText('g');
    },
  },
  {
    name: 'mantine',
    packages: ['@mantine/core', '@mantine/hooks'],
    needs: ['style-nonce'],
    async work(desk) {
      await expect.poll(() => background(desk.button('Open'))).toBe('rgb(34, 139, 230)');
      await openAndClose(desk, 'Opened by Mantine', closeBy('Close'));
      await desk.main.getByLabel('Count').fill('12');
      await expect(said(desk)).toHaveText('12 pieces');
    },
  },
  {
    name: 'headless-ui',
    packages: ['@headlessui/react'],
    async work(desk) {
      await desk.main.getByRole('switch', { name: 'Alarm' }).click();
      await expect(said(desk)).toHaveText('on');
      await desk.button('More').click();
      await expect(desk.main.getByText('Opened by Headless UI')).toBeVisible();
    },
  },
  {
    name: 'downshift',
    packages: ['downshift'],
    async work(desk) {
      await desk.main.getByRole('combobox', { name: 'Item' }).fill('B');
      await expect(desk.main.getByRole('option')).toHaveText(['Bike', 'Bell']);
      await desk.main.getByRole('option', { name: 'Bell' }).click();
      await expect(said(desk)).toHaveText('Bell chosen');
    },
  },
  {
    name: 'react-select',
    packages: ['react-select'],
    needs: ['style-nonce'],
    remark: '`style-nonce` for `desk dev` alone',
    async work(desk) {
      await desk.main.getByRole('combobox', { name: 'Item' }).fill('whe');
      await desk.page.getByRole('option', { name: 'Wheel' }).click();
      await expect(desk.main.getByText('Wheel chosen')).toBeVisible();
    },
  },
  {
    name: 'floating-ui',
    packages: ['@floating-ui/react'],
    async work(desk) {
      await desk.button('Explain').hover();
      await expect(desk.page.getByRole('tooltip')).toHaveText('Explained by Floating UI');
      await desk.title('floating-ui').hover();
      await expect(desk.page.getByRole('tooltip')).toHaveCount(0);
    },
  },
  {
    name: 'sonner',
    packages: ['sonner'],
    needs: ['style-nonce'],
    async work(desk) {
      await desk.button('Save').click();
      const toast = desk.page.locator('[data-sonner-toast]', { hasText: 'Saved by sonner' });
      await expect(toast).toBeVisible();
      await expect(toast).toHaveCSS('position', 'absolute');
    },
  },
  {
    name: 'lucide',
    packages: ['lucide-react'],
    async work(desk) {
      await expect(desk.main.getByRole('img', { name: 'bike' })).toBeVisible();
      await desk.button('Toggle').click();
      await expect(desk.main.getByRole('img', { name: 'package' })).toBeVisible();
    },
  },
];
