import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. `mkdirSync` with `recursive` never ends where the system refuses a folder with ENOENT in one that is
 * there, as below `/proc`; this throws that error.
 */
export function makeFolder(folder: string, mode?: number): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing) {
    try {
      mkdirSync(each, { ...(mode !== undefined && { mode }) });
    } catch (error) {
      // Another process may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  // A file of that name refuses, and a link to nowhere has nothing to look at.
  if (!statSync(folder).isDirectory()) mkdirSync(folder);
}
