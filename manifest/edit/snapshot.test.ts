import { expect, test } from 'vitest';
import type { RevisionStore } from '../store/index.ts';
import type { EditorParts } from './edit.ts';
import { snapshotOf } from './snapshot.ts';

test('reads the head of each document and the list of names once, whatever is written meanwhile', async () => {
  let writes = 0;
  const asked: string[] = [];
  const documents: Pick<RevisionStore, 'head' | 'names'> = {
    head: async (name) => {
      asked.push(name);
      return { number: ++writes, text: '{}' } as Awaited<ReturnType<RevisionStore['head']>>;
    },
    names: async () => {
      asked.push('names');
      return [`${++writes}`];
    },
  };
  const snapshot = snapshotOf({ documents } as EditorParts).documents;
  const look = () => Promise.all([snapshot.head('prod'), snapshot.names(), snapshot.head('base')]);
  expect(await look()).toEqual(await look());
  expect(asked).toEqual(['prod', 'names', 'base']);
  // Another edit looks anew.
  expect((await snapshotOf({ documents } as EditorParts).documents.head('prod'))?.number).toBe(4);
});
