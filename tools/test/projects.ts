import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A call that opens a desk, a host or a database of a test harness, which then asks the run for the kind: `openTestDesk(`, `openStockDesk(`, … */
const opensDesk = /\bopen(?!Database\b)\w*(Desk|Host|Database)\(/;
/** The same, of the whole host. */
const opensHost = /\bopen\w*Host\(/;

/** The tests below `services` that run on whatever database they are told, known by what they call. They run again on PostgreSQL. */
export const listDatabaseTests = (root: string): string[] => listTests(root, 'services/*/{src,test}/**/*.test.ts', opensDesk);

/** The tests of the whole host, which run again with one process a domain. */
export const listHostTests = (root: string): string[] => listTests(root, 'services/host/{src,test}/**/*.test.ts', opensHost);

function listTests(root: string, pattern: string, calls: RegExp): string[] {
  return globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' })
    .filter((file) => calls.test(readFileSync(join(root, file), 'utf8')))
    .sort();
}
