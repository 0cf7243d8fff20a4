import { setImmediate as giveWay } from 'node:timers/promises';
import type { History, Revision } from '@business-m/contract';
import { differences } from '@business-m/manifest/change';
import { summaryOf } from '@business-m/manifest/edit';
import { DocumentRefusal, mergedDocument } from '@business-m/manifest/store';
import type { Hono } from 'hono';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { adminEndpoint, readers } from '../admin-endpoint.ts';
import type { AdminParts } from '../admin-parts.ts';
import { environmentOf, queryNumber, unknownEnvironment } from '../request-parts.ts';

const PAGE_DEFAULT = 20;
const PAGE_LIMIT = 100;
const DIFFERENCES_LIMIT = 50;

/** Who changed what, newest first. What lies in a document that is extended is taken as it is now: its own history has its changes. */
export function historyEndpoint(app: Hono<GatewayEnv>, { editor, ...parts }: AdminParts): void {
  app.get(
    '/api/gateway/admin/environments/:environment/history',
    adminEndpoint(parts, readers, async (c) => {
      const name = environmentOf(c);
      const before = queryNumber(c, 'before', { from: 1, to: Number.MAX_SAFE_INTEGER });
      const limit = queryNumber(c, 'limit', { from: 1, to: PAGE_LIMIT }) ?? PAGE_DEFAULT;
      if (!(await editor.documents.head(name))) throw unknownEnvironment(name);
      const page = await editor.documents.history(name, { limit, ...(before !== undefined && { before }) });
      // The parent of the oldest is on the next page.
      const oldest = page.at(-1);
      const beyond = oldest?.parent ? await editor.documents.at(name, oldest.parent) : null;
      const merged = new Map<number, unknown>();
      for (const revision of beyond ? [...page, beyond] : page) {
        merged.set(revision.number, await mergedOf(name, revision));
        // A page of a large fleet takes a second: others get their turn in between.
        await giveWay();
      }
      const items: History['items'] = [];
      for (const revision of page) {
        const [before, after] = [revision.parent, revision.number].map((number) => (number === null ? undefined : merged.get(number)));
        const found = revision.parent === null ? [] : differences(before, after, DIFFERENCES_LIMIT);
        items.push({ revision: summaryOf(revision), differences: found });
        await giveWay();
      }
      return c.json({ items, next: oldest?.parent ? oldest.number : null } satisfies History, 200, { 'cache-control': 'no-store' });
    }),
  );

  async function mergedOf(name: string, { text }: Revision): Promise<unknown> {
    try {
      return (await mergedDocument(editor.documents, name, text)).merged;
    } catch (error) {
      // What it extended then may be gone by now: its own text says what it can.
      if (error instanceof DocumentRefusal) return ownOf(text);
      throw error;
    }
  }
}

/** Undefined for what is no JSON: somebody may have put it into the store with a tool of their own. */
function ownOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
