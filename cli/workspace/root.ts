import { fileURLToPath } from 'node:url';

/** The workspace this command stands in. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What runs this command on the machine's own Node, and what the workspace's Node runs. */
export const bin = fileURLToPath(new URL('../bin.mjs', import.meta.url));
export const main = fileURLToPath(new URL('../main.ts', import.meta.url));
export const compileCache = fileURLToPath(new URL('../../node_modules/.cache/desk/compiled', import.meta.url));
