import { expect, test } from 'vitest';
import type { Revision } from '../schema/index.ts';
import { badManifests, desiredState } from '../testing/index.ts';
import { mergedDocument } from './merged-document.ts';
import { parseDesired } from './parse-desired.ts';
import { Refusal } from './refusal.ts';

const COUNT = 10_000;
const variables = { CDN_ORIGIN: 'http://cdn.test', SESSION_SECRET_ORIGIN: undefined };

/** A store with one good document: what a bad one could be confused with, or circle back to. */
const good = JSON.stringify(desiredState({ environment: 'test' }));
const documents = { head: async (name: string) => (name === 'test' ? ({ text: good } as Revision) : null) };

test('the document that the bad ones are made of is good', async () => {
  const { merged } = await mergedDocument(documents, 'test');
  expect(parseDesired(merged, variables).environment).toBe('test');
});

test(`of ${COUNT} bad manifests each is refused, in a sentence, where it is bad`, async () => {
  const escaped: unknown[] = [];
  const kinds = new Map<string, number>();
  for (const { kind, text, path } of badManifests(COUNT)) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const said = await mergedDocument(documents, 'test', text).then(
      ({ merged }) => {
        try {
          return parseDesired(merged, variables);
        } catch (error) {
          return error;
        }
      },
      (error: unknown) => error,
    );
    const right = said instanceof Refusal && said.message.length > 5 && (path === undefined || said.path.startsWith(path));
    if (!right && escaped.length < 20)
      escaped.push({ kind, path, text: text.slice(0, 300), said: String(said), at: (said as Refusal).path });
  }
  expect(escaped).toEqual([]);
  expect(Math.min(...kinds.values())).toBeGreaterThan(200);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
