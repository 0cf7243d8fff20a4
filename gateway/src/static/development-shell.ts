import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadShell, type ShellFiles } from './shell-files.ts';

export type DevelopmentShell = ReturnType<typeof createDevelopmentShell>;

/** The build of the shell for browsers with an override: `SHELL_DEV_DIST`. */
export function createDevelopmentShell(dist: string, log: { warn(fields: object, message: string): void }) {
  let builtAtMs = 0;
  let loaded: Promise<ShellFiles | null> = Promise.resolve(null);
  return {
    /** Null where there is none. Built anew, it is read anew. */
    async get(): Promise<ShellFiles | null> {
      const found = await stat(join(dist, 'shell.json')).catch(() => null);
      if (!found) return null;
      if (found.mtimeMs !== builtAtMs) {
        builtAtMs = found.mtimeMs;
        loaded = loadShell(dist).catch((error: Error) => {
          log.warn({ reason: error.message }, 'the shell for development cannot be used');
          // It may be in the middle of being written.
          builtAtMs = 0;
          return null;
        });
      }
      return loaded;
    },
  };
}
