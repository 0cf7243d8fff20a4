import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration, exposes } from '../remote.ts';
import { mockWarehouse } from './mocks/handlers.ts';

await standalone({
  scope: 'wms',
  declaration,
  exposes,
  modules: import.meta.glob('./**/*.tsx'),
  handlers: mockWarehouse().handlers,
  Frame: DeskUi,
  user: { roles: ['stock', 'ops'] },
});
