import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type HydratedState, hydratedStateSchema } from '../resolve/index.ts';
import { atomicWrite } from './atomic-write.ts';

/** The newest accepted state on disk, so that a restart serves even when the CDN cannot be reached. */
export interface LastGood {
  load(): Promise<HydratedState | null>;
  save(state: HydratedState): Promise<void>;
}

export function createLastGood(file: string): LastGood {
  return {
    async load() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (text === null) return null;
      try {
        return hydratedStateSchema.parse(JSON.parse(text));
      } catch {
        // Damaged, or written by another version: it is only a copy, and is made anew.
        return null;
      }
    },
    async save(state) {
      await mkdir(dirname(file), { recursive: true });
      await atomicWrite(file, `${JSON.stringify(state)}\n`);
    },
  };
}
