import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration, exposes } from '../remote.ts';
import { mockFinance } from './mocks/handlers.ts';

await standalone({
  scope: 'finance',
  declaration,
  exposes,
  modules: import.meta.glob('./**/*.tsx'),
  handlers: mockFinance().handlers,
  Frame: DeskUi,
});
