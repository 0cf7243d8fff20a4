import { expect } from '@playwright/test';
import type { Desk } from '../../pages/desk.ts';
import type { LibraryCase } from '../library-case.ts';
import { said } from './said.ts';

/** A button, and what stands there before and after it. */
const press = (button: string, before: string, after: string) => async (desk: Desk) => {
  await expect(said(desk)).toHaveText(before);
  await desk.button(button).click();
  await expect(said(desk)).toHaveText(after);
};

export const stateAndData: readonly LibraryCase[] = [
  { name: 'zustand', packages: ['zustand'], work: press('Add', '0 in the basket', '1 in the basket') },
  { name: 'redux', packages: ['@reduxjs/toolkit', 'react-redux'], work: press('Order', 'nothing yet', 'Bike ordered') },
  { name: 'jotai', packages: ['jotai'], work: press('Add', '2 is twice as much', '4 is twice as much') },
  { name: 'mobx', packages: ['mobx', 'mobx-react-lite'], work: press('Take', '3 pieces', '2 pieces') },
  { name: 'valtio', packages: ['valtio'], work: press('Add', '0 counted', '1 counted') },
  { name: 'swr', packages: ['swr'], work: press('Change', 'first answer', 'second answer') },
  { name: 'apollo', packages: ['@apollo/client', 'graphql'], work: press('Rename', 'Alpine Cycles', 'Valley Cycles') },
  { name: 'react-i18next', packages: ['i18next', 'react-i18next'], work: press('Deutsch', '2 pieces', '2 Stücke') },
  {
    name: 'react-router',
    packages: ['react-router'],
    remark: 'with a router in memory; the desk’s own addresses are the routes of `remote.ts`',
    async work(desk) {
      await desk.main.getByRole('link', { name: 'Order 7' }).click();
      await expect(said(desk)).toHaveText('order 7 loaded');
    },
  },
];
