import { expect } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';
import type { LibraryCase } from '../library-case.ts';
import { said } from './said.ts';

const MAGENTA = 'rgb(255, 0, 255)';

/** The styles of its own and the global ones count in the screen, and those of `body` are the mount's. */
async function look(desk: Desk): Promise<void> {
  await expect(said(desk)).toHaveCSS('color', 'rgb(200, 0, 0)');
  await expect(desk.button('Pay')).toHaveCSS('letter-spacing', '3px');
  await desk.button('Pay').click();
  await expect(said(desk)).toHaveCSS('color', 'rgb(0, 128, 0)');
  await expect(desk.page.locator('body')).not.toHaveCSS('background-color', MAGENTA);
}

export const styling: readonly LibraryCase[] = [
  {
    name: 'emotion',
    packages: ['@emotion/react', '@emotion/styled'],
    needs: ['style-nonce'],
    remark: '`style-nonce` for `desk dev` alone: a release puts rules in one by one',
    recipe: ['src/screen.tsx'],
    work: look,
  },
  { name: 'styled-components', packages: ['styled-components'], recipe: ['src/screen.tsx'], work: look },
  {
    name: 'tailwind',
    packages: ['tailwindcss', '@tailwindcss/vite'],
    remark: 'preflight counts inside of the screens; no prefix is needed',
    recipe: ['vite.config.ts', 'src/tailwind.css', 'src/screen.tsx'],
    async work(desk) {
      await expect(desk.button('Pay')).toHaveCSS('background-color', 'rgb(0, 105, 92)');
      await expect(desk.button('Pay')).toHaveCSS('border-radius', '8px');
      await look(desk);
    },
  },
  { name: 'css-modules', packages: ['vite'], remark: 'part of Vite; `:global` counts inside of the screens', work: look },
  {
    name: 'vanilla-extract',
    packages: ['@vanilla-extract/css', '@vanilla-extract/vite-plugin'],
    recipe: ['vite.config.ts'],
    work: look,
  },
];
