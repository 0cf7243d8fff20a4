import { fileURLToPath } from 'node:url';

/** The workspace this command stands in. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
