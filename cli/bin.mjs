#!/usr/bin/env node
// `npx desk …`, `pnpm desk …` and `npm run desk -- …`: begins on whatever Node the machine has, and goes on with the workspace's own.
import { fileURLToPath } from 'node:url';

// Paths are typed relative to where one stands; what npm and pnpm run as a script stands in the workspace's root.
process.env.DESK_CWD = (process.env.npm_lifecycle_event === 'desk' && process.env.INIT_CWD) || process.cwd();
process.argv.splice(2, 0, 'node', fileURLToPath(new URL('./main.ts', import.meta.url)));
// By its address: the manifest's modules import nothing of the tools.
await import(new URL('../stack/boot.mjs', import.meta.url).href);
