import { expect, test } from 'vitest';
import type { Revision } from '../../schema/index.ts';
import type { RevisionStore } from '../../store/revision-store.ts';
import { releasesNamed } from './releases-named.ts';

const time = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
const id = (mark: string) => `1.0.0-${mark.repeat(12)}`;

/** Only what is asked of a store here. */
function documents(histories: Record<string, { day: number; text: string; changes?: unknown }[]>): RevisionStore {
  const store: Pick<RevisionStore, 'names' | 'history'> = {
    names: async () => Object.keys(histories).filter((name) => !name.includes('.')),
    history: async (name, { before = Number.POSITIVE_INFINITY }) =>
      (histories[name] ?? [])
        .map(({ day, text, changes }) => ({ number: day, time: time(day), text, changes }) as Revision)
        .filter(({ number }) => number < before)
        .sort((a, b) => b.number - a.number)
        // Pages smaller than asked for.
        .slice(0, 2),
  };
  return store as RevisionStore;
}

test('every revision since then counts, and the one that was in force; older ones do not', async () => {
  const revision = (day: number, mark: string) => ({ day, text: `{"stable":"${id(mark)}"}` });
  const named = await releasesNamed(
    documents({ prod: [revision(1, 'a'), revision(2, 'b'), revision(5, 'c'), revision(6, 'd')] }),
    new Date(time(3)),
  );
  expect([...named].sort()).toEqual([id('b'), id('c'), id('d')]);
});

test('all environments, proposals with a document of their own, and changes', async () => {
  const named = await releasesNamed(
    documents({
      prod: [{ day: 5, text: `{"canary":{"release":"${id('a')}"},"bindings":[{"release":"2.0.0-rc.1-${'e'.repeat(12)}"}]}` }],
      staging: [{ day: 5, text: '{}', changes: [{ kind: 'release', release: id('b') }] }],
      'prod.proposals': [{ day: 5, text: JSON.stringify([{ text: `{"stable":"${id('c')}"}` }]) }],
    }),
    new Date(time(3)),
  );
  expect([...named].sort()).toEqual([id('a'), id('b'), id('c'), `2.0.0-rc.1-${'e'.repeat(12)}`]);
});
