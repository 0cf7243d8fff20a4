import { fileURLToPath } from 'node:url';
import { checkBoundaries } from './boundaries.ts';

const { modules, violations } = await checkBoundaries(fileURLToPath(new URL('../../', import.meta.url)));
for (const { rule, text } of violations) console.log(`${rule}: ${text}`);
console.log(`${modules} modules, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
