// The first module of a page with an override. Nothing it imports may import React.
import { readBoot } from '../session/boot.ts';
import { preparePage } from './prepare-page.ts';
import { serverStates } from './server-states.ts';

const origins = readBoot(document).overrides.map(({ origin }) => origin);
await preparePage(origins, { window, states: serverStates, importModule: (url) => import(/* @vite-ignore */ url) });
await import('../main.tsx');
