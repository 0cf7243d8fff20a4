import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration, exposes } from '../remote.ts';

await standalone({
  scope: 'people',
  declaration,
  exposes,
  modules: import.meta.glob('./**/*.tsx'),
  handlers: [],
  Frame: DeskUi,
});
