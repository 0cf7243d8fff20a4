import type { Difference } from '@business-m/contract';
import { DeskFailure } from '../desk-failure.ts';
import type { AdminClient } from './admin-client.ts';

const PAGE = 100;
/** The gateway lists no more than this of one revision; then the rest is asked for by itself. */
const LISTED_LIMIT = 50;
const DIFFERENCES_LIMIT = 2_000;
/** As text anywhere in a value. */
const releaseIds = /(?<![0-9A-Za-z.-])\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.-]{1,32})?-(?:[0-9a-f]{32}|[0-9a-f]{12})(?![0-9A-Za-z.-])/g;

/** Ids of all releases that an environment, or a proposal for it, has named at any moment since `since`. */
export async function releasesInHistory(client: AdminClient, since: Date): Promise<Set<string>> {
  const found = new Set<string>();
  const collect = (value: unknown) => {
    for (const [id] of (JSON.stringify(value) ?? '').matchAll(releaseIds)) found.add(id);
  };
  for (const { name } of (await client.environments()).environments) {
    collect(await client.environment({ environment: name }));
    collect(await client.proposals({ environment: name }));
    for await (const change of changesSince(client, name, since)) collect(change);
  }
  return found;
}

async function* changesSince(client: AdminClient, name: string, since: Date): AsyncGenerator<unknown> {
  for (let before: number | undefined; ; ) {
    const { items, next } = await client.history({ environment: name, limit: PAGE, ...(before !== undefined && { before }) });
    for (const { revision, differences } of items) {
      // What it says was in force when the time to look back to began; what replaced it named it as what was there before.
      if (Date.parse(revision.time) < since.getTime()) return;
      yield revision.changes;
      yield differences.length < LISTED_LIMIT || revision.parent === null
        ? differences
        : await wholeDiff(client, name, revision.parent, revision.number);
    }
    if (next === null) return;
    before = next;
  }
}

/** Rather nothing is deleted than something of which one cannot know. */
async function wholeDiff(client: AdminClient, name: string, from: number, to: number): Promise<Difference[]> {
  const { differences } = await client.diff({ environment: name, from, to });
  if (differences.length < DIFFERENCES_LIMIT) return differences;
  throw new DeskFailure(
    `Revision ${to} of ${name} changed more than can be listed: nothing is deleted before it is older than --keep-days.`,
    { code: 'too-much-changed' },
  );
}
