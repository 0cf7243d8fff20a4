import { expect } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';
import type { LibraryCase } from '../library-case.ts';
import { said } from './said.ts';

async function comeAndGo(desk: Desk): Promise<void> {
  await desk.button('Toggle').click();
  await expect(said(desk)).toBeVisible();
  await desk.button('Toggle').click();
  await expect(said(desk)).toHaveCount(0);
}

export const movementAndEditors: readonly LibraryCase[] = [
  { name: 'motion', packages: ['motion'], work: comeAndGo },
  { name: 'react-transition-group', packages: ['react-transition-group'], work: comeAndGo },
  {
    name: 'react-spring',
    packages: ['@react-spring/web'],
    async work(desk) {
      await desk.button('Widen').click();
      await expect(said(desk)).toHaveCSS('width', '200px');
    },
  },
  {
    name: 'react-markdown',
    packages: ['react-markdown'],
    async work(desk) {
      await desk.main.getByLabel('Notes').fill('# Terms\n\n- paid in **30** days');
      const shown = desk.main.getByRole('article', { name: 'Shown' });
      await expect(shown.getByRole('heading', { name: 'Terms' })).toBeVisible();
      await expect(shown.getByRole('listitem')).toHaveText('paid in 30 days');
    },
  },
  {
    name: 'tiptap',
    packages: ['@tiptap/react', '@tiptap/starter-kit'],
    needs: ['style-nonce'],
    remark: 'or `injectCSS: false` and styles of your own',
    async work(desk) {
      const editor = desk.main.getByRole('textbox', { name: 'Terms' });
      await expect(editor).toHaveCSS('white-space', 'break-spaces');
      await editor.fill('Net 30');
      await desk.button('Bold').click();
      await expect(said(desk)).toHaveText('<p><strong>Net 30</strong></p>');
    },
  },
  {
    name: 'monaco',
    packages: ['monaco-editor'],
    needs: ['workers', 'style-nonce', 'style-attributes'],
    screenKb: 700,
    remark: 'its workers by `?worker`, as on the screen of `e2e/libraries/monaco`',
    async work(desk) {
      // The worker for JSON has read it once this is said.
      await desk.main.getByRole('textbox').pressSequentially('x');
      await expect(said(desk)).toContainText('Expected');
    },
  },
];
