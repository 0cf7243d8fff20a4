import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReleaseIndex, releaseIndexSchema } from '../schema/index.ts';
import { atomicWrite } from '../store/atomic-write.ts';
import { PublishRefusal } from './publish-refusal.ts';

/** Adds a release at the end of `releases.json`, where `latest` is read. One that is last already stays as it is. */
export async function addToIndex(scopeFolder: string, entry: { scope: string; id: string; version: string; now: Date }): Promise<void> {
  const file = join(scopeFolder, 'releases.json');
  const index = await readIndex(file, entry.scope);
  if (index.releases.at(-1)?.id === entry.id) return;
  // Published again after another one: it becomes the newest, and stands in the list once.
  const others = index.releases.filter(({ id }) => id !== entry.id);
  const releases = [...others, { id: entry.id, version: entry.version, publishedAt: entry.now.toISOString() }];
  await atomicWrite(file, `${JSON.stringify({ ...index, releases }, null, 1)}\n`);
}

async function readIndex(file: string, scope: string): Promise<ReleaseIndex> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { schemaVersion: 1, scope, releases: [] };
  const index = parse(file, text);
  if (index.scope !== scope) throw new PublishRefusal(`${file} is about "${index.scope}", not "${scope}"`);
  return index;
}

function parse(file: string, text: string): ReleaseIndex {
  try {
    return releaseIndexSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new PublishRefusal(`${file} is damaged, and nothing was published: ${error instanceof Error ? error.message : error}`);
  }
}
