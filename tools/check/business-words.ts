import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The shell and the gateway serve any business, so they know the words of none. */
const words = /finance|wms|ledger|warehouse|gstin|journal|voucher|invoice|stock/i;
const wordlessFolders = ['shell/src', 'gateway/src'];

/** `file:line: text` for every line of the shell and the gateway, tests aside, that holds a business word. */
export function findBusinessWords(root: string): string[] {
  return wordlessFolders.flatMap((folder) =>
    listSources(join(root, folder)).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => (words.test(line) ? [`${relative(root, file)}:${index + 1}: ${line.trim()}`] : [])),
    ),
  );
}

function listSources(folder: string): string[] {
  if (!existsSync(folder)) throw new Error(`${folder} does not exist; the check says nothing.`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|css|html|json)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

if (import.meta.main) {
  const found = findBusinessWords(join(import.meta.dirname, '../..'));
  for (const line of found) console.log(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}
