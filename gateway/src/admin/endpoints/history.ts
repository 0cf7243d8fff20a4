import { setImmediate as giveWay } from 'node:timers/promises';
import { environmentNameSchema, type Revision } from '@business-m/contract';
import type { History } from '@business-m/contract/admin';
import { differences } from '@business-m/manifest/change';
import { summaryOf } from '@business-m/manifest/edit';
import { ifRefused, jsonOrNull, mergedDocument } from '@business-m/manifest/store';
import type { AdminParts } from '../admin-parts.ts';
import type { AdminHandlers } from '../admin-route.ts';
import type { Asked } from '../asked.ts';

const PAGE_DEFAULT = 20;
const LISTED_LIMIT = 50;
const DIFFERENCES_LIMIT = 2_000;

/** The history of an environment, and differences of two documents. An extended document is taken as it is now. */
export function historyHandlers({ editor: { documents } }: AdminParts): AdminHandlers<'history' | 'revision' | 'diff'> {
  return {
    async history({ params: { environment: name }, query: { before, limit = PAGE_DEFAULT }, refusal }) {
      if (!(await documents.head(name))) throw refusal('unknown-environment', `There is no environment “${name}”.`);
      const page = await documents.history(name, { limit, ...(before !== undefined && { before }) });
      // The parent of the oldest is on the next page.
      const oldest = page.at(-1);
      const beyond = oldest?.parent ? await documents.at(name, oldest.parent) : null;
      const merged = new Map<number, unknown>();
      for (const revision of beyond ? [...page, beyond] : page) {
        merged.set(revision.number, await mergedOf(name, revision));
        // A page of a large fleet takes a second: others get their turn in between.
        await giveWay();
      }
      const items: History['items'] = [];
      for (const revision of page) {
        const { parent, number } = revision;
        const found = parent === null ? [] : differences(merged.get(parent), merged.get(number), LISTED_LIMIT);
        items.push({ revision: summaryOf(revision), differences: found });
        await giveWay();
      }
      return { body: { items, next: oldest?.parent ? oldest.number : null } };
    },

    async revision({ params: { environment: name, number }, refusal }) {
      if (!(await documents.head(name))) throw refusal('unknown-environment', `There is no environment “${name}”.`);
      const revision = /^[1-9]\d{0,14}$/.test(number) ? await documents.at(name, Number(number)) : null;
      if (!revision) throw refusal('unknown-revision', `“${name}” has no such revision.`);
      const parent = revision.parent === null ? null : await documents.at(name, revision.parent);
      const found = parent ? differences(await mergedOf(name, parent), await mergedOf(name, revision), DIFFERENCES_LIMIT) : [];
      return { body: { revision, differences: found } };
    },

    async diff(asked) {
      const { from, to, with: other } = asked.query;
      const { environment } = asked.params;
      if ((other === undefined) === (from === undefined)) throw asked.refusal('bad-query', 'Say “from”, or “with”.', { field: 'from' });
      const [before, after] =
        other === undefined
          ? [await mergedAt(asked, environment, from), await mergedAt(asked, environment, to)]
          : [await mergedAt(asked, environment), await mergedAt(asked, environmentNameSchema.safeParse(other).data)];
      return { body: { differences: differences(before, after, DIFFERENCES_LIMIT) } };
    },
  };

  async function mergedAt({ refusal }: Asked<'diff'>, name: string | undefined, number?: number): Promise<unknown> {
    const head = name === undefined ? null : await documents.head(name);
    if (name === undefined) throw refusal('unknown-environment', 'There is no such environment.');
    if (!head) throw refusal('unknown-environment', `There is no environment “${name}”.`);
    const revision = number === undefined ? head : await documents.at(name, number);
    if (!revision) throw refusal('unknown-revision', `“${name}” has no revision ${number}.`);
    return (await mergedDocument(documents, name, revision.text)).merged;
  }

  async function mergedOf(name: string, { text }: Revision): Promise<unknown> {
    const found = await mergedDocument(documents, name, text).catch(ifRefused(null));
    // What it extended then may be gone by now: then its own text, which is no JSON when another tool wrote it.
    return found ? found.merged : (jsonOrNull(text) ?? undefined);
  }
}
