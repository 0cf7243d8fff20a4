import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration } from '../remote.ts';
import { mockNotes } from './mocks/notes.ts';

await standalone({
  scope: 'template',
  declaration,
  screens: {
    './home': () => import('./home/home.tsx'),
    './notes': () => import('./notes/notes.tsx'),
  },
  handlers: mockNotes(),
  Frame: DeskUi,
});
