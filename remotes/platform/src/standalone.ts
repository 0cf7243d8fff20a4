import { standalone } from '@business-m/sdk/testing';
import { DeskUi } from '@business-m/ui';
import { declaration, exposes } from '../remote.ts';
import { mockPlatform } from './mocks/mock-platform.ts';

/** `?remotes=1000` adds so many. */
const remotes = Number(new URLSearchParams(window.location.search).get('remotes') ?? 0);
const me = { id: 'u-standalone', name: 'Developer' };

await standalone({
  scope: 'platform',
  declaration,
  exposes,
  modules: import.meta.glob('./**/*.tsx'),
  handlers: mockPlatform({ me, remotes, approval: true, revisions: 40 }).handlers,
  Frame: DeskUi,
  user: me,
});
