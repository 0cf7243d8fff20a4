import { randomUUID } from 'node:crypto';
import { access, link, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Revision, revisionSchema } from '@business-m/contract';
import { orIfAbsent, removeFile, syncFolder, writeDurably } from '@business-m/files';
import { z } from 'zod/mini';

/** A revision as it lies in the history. */
const recordSchema = z.extend(revisionSchema, {
  /** Its text waits under this name until it is moved into the document's file. `over`: hash of the file when the revision was made. */
  waits: z.optional(z.object({ as: z.string().check(z.regex(/^[a-z0-9.-]+\.next$/)), over: z.nullable(z.string()) })),
});
export type Record = z.infer<typeof recordSchema>;

/** Opens the revisions of one document: `<history>/<name>/<number>.json`, numbered from 1 without a gap. */
export function openRecords(history: string, name: string) {
  const folder = join(history, name);
  const fileOf = (number: number) => join(folder, `${number}.json`);
  /** The newest that was seen: later ones are one step away, as there are no gaps. */
  let seen: Record | null = null;

  async function at(number: number): Promise<Record | null> {
    const text = await readFile(fileOf(number), 'utf8').catch(orIfAbsent(() => null));
    return text === null ? null : recordSchema.parse(JSON.parse(text));
  }

  const exists = (file: string) =>
    access(file).then(
      () => true,
      orIfAbsent(() => false),
    );

  async function newestNumber(): Promise<number> {
    let number = seen?.number ?? 0;
    // The history was deleted, or was not read yet.
    if (number === 0 || !(await exists(fileOf(number)))) number = await listed(folder);
    while (await exists(fileOf(number + 1))) number += 1;
    return number;
  }

  return {
    at,
    /** The newest one. */
    async head(): Promise<Record | null> {
      const number = await newestNumber();
      if (number === 0) seen = null;
      else if (seen?.number !== number) seen = await at(number);
      return seen;
    },

    /** Makes this the revision after its parent, if there is none yet: of all processes one succeeds. The text of `waits` is moved later. */
    async append(revision: Revision, waits: { text: string; over: string | null } | null): Promise<Record | null> {
      await mkdir(folder, { recursive: true });
      const id = randomUUID();
      const temporary = join(history, `${name}.${id}.tmp`);
      const as = `${name}.${id}.next`;
      const record: Record = waits ? { ...revision, waits: { as, over: waits.over } } : revision;
      try {
        await Promise.all([
          writeDurably(temporary, `${JSON.stringify(record, null, 2)}\n`),
          waits && writeDurably(join(history, as), waits.text),
        ]);
        // On the disk before anything names it.
        await syncFolder(history);
        await link(temporary, fileOf(revision.number));
      } catch (error) {
        if (waits) await removeFile(join(history, as));
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
        throw error;
      } finally {
        await removeFile(temporary);
      }
      await syncFolder(folder);
      return record;
    },

    /** Whether the text of this record is still to be put into the file. */
    isWaiting: async ({ waits }: Record): Promise<boolean> => waits !== undefined && (await exists(join(history, waits.as))),
    /** Puts it there. A second call changes nothing, however late. */
    async moveInto({ waits }: Record, file: string): Promise<void> {
      if (waits) await rename(join(history, waits.as), file).catch(orIfAbsent(() => {}));
      await syncFolder(join(file, '..'));
    },
    /** Leaves the file as it is for good. */
    async dropWaiting({ waits }: Record): Promise<void> {
      if (waits) await removeFile(join(history, waits.as));
    },
  };
}

async function listed(folder: string): Promise<number> {
  const names = await readdir(folder).catch(orIfAbsent(() => []));
  return names.reduce((most, name) => Math.max(most, Number(/^(\d+)\.json$/.exec(name)?.[1] ?? 0)), 0);
}
