import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atomicWrite, orIfAbsent } from '@business-m/files';
import { z } from 'zod/mini';
import { type HydratedState, hydratedStateSchema } from '../resolve/index.ts';

/** The newest accepted state on disk, so that a restart serves even when neither store nor CDN can be reached. */
export type LastGood = ReturnType<typeof createLastGood>;

const copySchema = z.object({ document: z.string(), state: hydratedStateSchema });

/** @param document the document that is served: a copy of another one is ignored. */
export function createLastGood(file: string, document: string) {
  return {
    async load(): Promise<HydratedState | null> {
      const text = await readFile(file, 'utf8').catch(orIfAbsent(() => null));
      if (text === null) return null;
      try {
        const copy = copySchema.parse(JSON.parse(text));
        return copy.document === document ? copy.state : null;
      } catch {
        // Damaged, or written by another version: it is only a copy, and is made anew.
        return null;
      }
    },
    async save(state: HydratedState): Promise<void> {
      await mkdir(dirname(file), { recursive: true });
      await atomicWrite(file, `${JSON.stringify({ document, state })}\n`);
    },
  };
}
