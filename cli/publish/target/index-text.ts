import { type ReleaseIndex, releaseIndexSchema } from '@business-m/contract';
import { PublishRefusal } from '../publish-refusal.ts';

/** `releases.json` as text; null where there is none yet. Refuses what is damaged: writing over it would lose releases. */
export function parseIndex(where: string, scope: string, text: string | null): ReleaseIndex {
  if (text === null) return { schemaVersion: 1, scope, releases: [] };
  let index: ReleaseIndex;
  try {
    index = releaseIndexSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PublishRefusal('index-damaged', `${where} is damaged, and was left as it is: ${reason}`, { cause: error });
  }
  if (index.scope !== scope) throw new PublishRefusal('index-damaged', `${where} is about "${index.scope}", not "${scope}"`);
  return index;
}

export const indexText = (index: ReleaseIndex) => `${JSON.stringify(index, null, 1)}\n`;
