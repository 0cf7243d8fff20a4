import { expect } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';
import type { LibraryCase } from '../library-case.ts';
import { said } from './said.ts';

/** Presses a bar that is drawn on a canvas. */
async function chooseOnCanvas(desk: Desk): Promise<void> {
  const canvas = desk.main.locator('canvas').first();
  await expect(canvas).toBeVisible();
  await expect(async () => {
    await canvas.click({ position: { x: 240, y: 150 } });
    await expect(said(desk)).toHaveText('Feb chosen', { timeout: 1_000 });
  }).toPass();
}

export const chartsAndTables: readonly LibraryCase[] = [
  {
    name: 'recharts',
    packages: ['recharts'],
    async work(desk) {
      await desk.main.getByRole('figure', { name: 'Pieces' }).locator('.recharts-bar-rectangle').nth(1).click();
      await expect(desk.main.getByText('Feb chosen')).toBeVisible();
    },
  },
  {
    name: 'visx',
    packages: ['@visx/shape', '@visx/scale', '@visx/group'],
    async work(desk) {
      await desk.main.getByRole('img', { name: 'Pieces' }).locator('rect').nth(1).click();
      await expect(said(desk)).toHaveText('Feb chosen');
    },
  },
  {
    name: 'echarts',
    packages: ['echarts'],
    screenKb: 150,
    remark: "`tooltip: { renderMode: 'richText' }`: its other tooltips need `style-attributes`",
    work: chooseOnCanvas,
  },
  { name: 'chart-js', packages: ['chart.js', 'react-chartjs-2'], work: chooseOnCanvas },
  {
    name: 'uplot',
    packages: ['uplot'],
    async work(desk) {
      const plot = desk.main.locator('.u-over');
      await expect(plot).toHaveCSS('position', 'absolute');
      await plot.hover();
      await expect(said(desk)).toHaveText('5 pieces');
    },
  },
  {
    name: 'react-table',
    packages: ['@tanstack/react-table'],
    async work(desk) {
      const items = desk.main.getByRole('row');
      await expect(items.nth(1)).toContainText('Bike');
      await desk.button('Count').click();
      await expect(items.nth(1)).toContainText('Wheel');
    },
  },
  {
    name: 'react-virtual',
    packages: ['@tanstack/react-virtual'],
    async work(desk) {
      await expect(desk.main.getByText('row 0', { exact: true })).toBeVisible();
      expect(await desk.main.getByRole('listitem').count()).toBeLessThan(100);
      await desk.button('Go on').click();
      await expect(desk.main.getByText('row 9000', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'dnd-kit',
    packages: ['@dnd-kit/core', '@dnd-kit/sortable'],
    async work(desk) {
      const order = desk.main.getByRole('status', { name: 'Order' });
      const item = (name: string) => desk.main.getByRole('button', { name, exact: true });
      await item('first').hover();
      await desk.page.mouse.down();
      for (const name of ['second', 'third']) await item(name).hover({ force: true });
      await desk.page.mouse.up();
      await expect(order).toHaveText(/^second, /);
    },
  },
  {
    name: 'xyflow',
    packages: ['@xyflow/react'],
    async work(desk) {
      await desk.main.getByText('Delivery', { exact: true }).click();
      await expect(desk.main.getByText('Delivery chosen')).toBeVisible();
    },
  },
  {
    name: 'leaflet',
    packages: ['leaflet', 'react-leaflet'],
    needs: ['images https://tiles.example.com'],
    remark: 'the host of the tiles stands in `needs`',
    async work(desk) {
      await expect(said(desk)).toHaveText('tiles');
      await desk.main.locator('path.leaflet-interactive').click();
      await expect(desk.main.getByText('Warehouse South')).toBeVisible();
    },
  },
  {
    name: 'day-picker',
    packages: ['react-day-picker', 'date-fns'],
    async work(desk) {
      await desk.main.getByRole('button', { name: /May 12/ }).click();
      await expect(said(desk).last()).toHaveText('due 11 June 2026');
    },
  },
];
