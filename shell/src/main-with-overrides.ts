// The first module of a page with an override. Nothing it imports may import React.

import { preparePage } from './overrides/prepare-page.ts';
import { serverStates } from './overrides/server-states.ts';
import { readBoot } from './session/boot.ts';

const origins = readBoot(document).overrides.map(({ origin }) => origin);
await preparePage(origins, { window, states: serverStates, importModule: (url) => import(/* @vite-ignore */ url) });
await import('./main.tsx');
