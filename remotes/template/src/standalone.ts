import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration, exposes } from '../remote.ts';
import { mockNotes } from './mocks/notes.ts';

await standalone({
  scope: 'template',
  declaration,
  exposes,
  modules: import.meta.glob('./**/*.tsx'),
  handlers: mockNotes(),
  Frame: DeskUi,
});
