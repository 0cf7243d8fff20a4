import { fileURLToPath } from 'node:url';
import { findBusinessWords } from './business-words.ts';

const found = findBusinessWords(fileURLToPath(new URL('../../', import.meta.url)));
for (const line of found) console.log(line);
process.exitCode = found.length === 0 ? 0 : 1;
