import { setTimeout as delay } from 'node:timers/promises';
import { type Revision, revisionSchema } from '@business-m/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { RevisionConflict, type RevisionDraft, type RevisionStore } from '../revision-store.ts';

/** Opens another instance of the store, as another process would, on the same documents. Closes itself after the test. */
export type OpenStore = () => Promise<RevisionStore>;

const draft = (parent: number | null, text: string, author = 'ann'): RevisionDraft => ({
  parent,
  text,
  author: { id: author, name: author },
  reason: `${author} writes`,
});

/**
 * What a {@link RevisionStore} promises, whatever it is made of. `setUp` makes an empty one. `turnMs`: about as long as a write takes; who
 * lost tries again after a while of their own, the longer the more are left, since in lockstep each round would have one winner. `writers`:
 * how many at once.
 */
export function testRevisionStore(setUp: () => Promise<OpenStore>, { turnMs, writers }: { turnMs: number; writers: number }): void {
  const opened = async () => (await setUp())();

  test('has no head, revisions or history before the first write', async () => {
    const store = await opened();
    expect(await store.head('prod')).toBeNull();
    expect(await store.at('prod', 1)).toBeNull();
    expect(await store.history('prod', { limit: 10 })).toEqual([]);
    expect(await store.names()).toEqual([]);
    expect(store.awaySince()).toBeNull();
  });

  test('stores every member of a revision and every character of its text', async () => {
    const store = await opened();
    const text = '{\r\n\t"a": "ü – 𝄞",\n "b":1}\n\n';
    const side = { release: '1.0.0-aaaaaaaaaaaa', users: 40, failed: 20 };
    const whole: RevisionDraft = {
      ...draft(null, text),
      approvedBy: { id: 'bob', name: 'Bob' },
      changes: [{ kind: 'unlock' }],
      evidence: { canary: side, stable: side, failures: [{ kind: 'crashed', code: 'boundary', users: 20 }], rule: 'wilson-99' },
    };
    const written = await store.write('prod', whole);
    expect(revisionSchema.parse(written)).toEqual(written);
    expect(written).toMatchObject({ ...whole, parent: null });
    expect(Math.abs(Date.parse(written.time) - Date.now())).toBeLessThan(60_000);
    expect(await store.head('prod')).toEqual(written);
    expect(await store.at('prod', written.number)).toEqual(written);
  });

  test('stores a document of one megabyte', async () => {
    const store = await opened();
    const text = JSON.stringify({ title: 'ä"\\'.repeat(200_000) }).slice(0, 1_000_000);
    const { number } = await store.write('prod', draft(null, text));
    // Not the text itself: the report of a failure would be as long.
    expect((await store.at('prod', number))?.text === text).toBe(true);
  });

  test('refuses a writer with an old parent, returns the head and writes nothing', async () => {
    const store = await opened();
    const first = await store.write('prod', draft(null, 'one'));
    const second = await store.write('prod', draft(first.number, 'two'));
    expect(second.number).toBeGreaterThan(first.number);
    for (const parent of [null, first.number, second.number + 1]) {
      const lost = await store.write('prod', draft(parent, 'late')).catch((error: unknown) => error);
      expect(lost).toBeInstanceOf(RevisionConflict);
      expect((lost as RevisionConflict).head).toEqual(second);
    }
    expect(await store.head('prod')).toEqual(second);
    expect((await store.history('prod', { limit: 10 })).map(({ text }) => text)).toEqual(['two', 'one']);
  });

  test('keeps documents separate and hides their auxiliary data', async () => {
    const store = await opened();
    const prod = await store.write('prod', draft(null, 'prod'));
    const proposals = await store.write('prod.proposals', draft(null, 'proposals'));
    const staging = await store.write('staging', draft(null, 'staging'));
    expect(await store.names()).toEqual(['prod', 'staging']);
    expect([await store.head('prod'), await store.head('prod.proposals'), await store.head('staging')]).toEqual([prod, proposals, staging]);
    expect(await store.history('prod', { limit: 10 })).toEqual([prod]);
    const foreign = [proposals.number, staging.number].filter((number) => number !== prod.number);
    for (const number of foreign) expect(await store.at('prod', number)).toBeNull();
  });

  test('pages backwards through the whole history', async () => {
    const store = await opened();
    const written: Revision[] = [];
    for (let count = 0; count < 150; count += 1) written.push(await store.write('prod', draft(written.at(-1)?.number ?? null, `${count}`)));
    const all: Revision[] = [];
    for (;;) {
      const before = all.at(-1)?.number;
      const page = await store.history('prod', { limit: 40, ...(before === undefined ? {} : { before }) });
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(40);
      all.push(...page);
    }
    expect(all).toEqual(written.toReversed());
    expect((await store.history('prod', { limit: 1_000 })).length).toBe(100);
    expect(await store.at('prod', written[0]?.number ?? 0)).toEqual(written[0]);
  });

  test('refuses an invalid revision', async () => {
    const store = await opened();
    await expect(store.write('prod', { ...draft(null, 'one'), reason: 'x'.repeat(501) })).rejects.toThrow(TypeError);
    expect(await store.head('prod')).toBeNull();
  });

  test('refuses a name that could be a path or a pattern', async () => {
    const store = await opened();
    for (const name of ['', '../x', 'a/b', 'A', '*', '>', 'a.b.c', '.a', 'a.', 'x'.repeat(40)]) {
      await expect(store.head(name)).rejects.toThrow(TypeError);
      await expect(store.write(name, draft(null, 'x'))).rejects.toThrow(TypeError);
    }
  });

  test('notifies two instances of each other’s writes and of the initial state', async () => {
    const open = await setUp();
    const [first, second] = [await open(), await open()];
    const seen = [first, second].map((store) => {
      const texts: string[] = [];
      store.watch((name, { text }) => texts.push(`${name} ${text}`));
      return texts;
    });
    const one = await first.write('prod', draft(null, 'one'));
    await vi.waitUntil(() => seen.every((texts) => texts.includes('prod one')), { timeout: 10_000 });
    await second.write('prod', draft(one.number, 'two'));
    await second.write('prod.proposals', draft(null, 'waits'));
    await vi.waitUntil(() => seen.every((texts) => texts.includes('prod two') && texts.includes('prod.proposals waits')), {
      timeout: 10_000,
    });
    for (const texts of seen) expect(texts.filter((text) => text.startsWith('prod '))).toEqual(['prod one', 'prod two']);
    const third = await open();
    const late: string[] = [];
    third.watch((name, { text }) => late.push(`${name} ${text}`));
    await vi.waitUntil(() => late.length === 2, { timeout: 10_000 });
    expect(late.sort()).toEqual(['prod two', 'prod.proposals waits']);
  });

  test('stops notifying after unsubscription', async () => {
    const open = await setUp();
    const store = await open();
    const [stopped, other] = [vi.fn(), vi.fn()];
    store.watch(stopped)();
    store.watch(other);
    await store.write('prod', draft(null, 'one'));
    await vi.waitUntil(() => other.mock.calls.length > 0);
    expect(stopped).not.toHaveBeenCalled();
  });

  test(`gives each of ${writers} concurrent conditional writes its own number and loses none`, { timeout: 300_000 }, async () => {
    const open = await setUp();
    const stores = [await open(), await open()];
    let conflicts = 0;
    let left = writers;
    const writer = async (index: number): Promise<Revision> => {
      const store = stores[index % stores.length] as RevisionStore;
      let parent: number | null = null;
      for (;;) {
        try {
          const revision = await store.write('prod', draft(parent, `text ${index}`, `writer-${index}`));
          left -= 1;
          return revision;
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
          conflicts += 1;
          await delay(Math.random() * left * turnMs);
          // As seen by now, which may be old again: the store decides.
          parent = (await store.head('prod'))?.number ?? null;
        }
      }
    };
    const written = await Promise.all(Array.from({ length: writers }, (_, index) => writer(index)));
    expect(conflicts).toBeGreaterThan(writers / 2);
    expect(new Set(written.map(({ number }) => number)).size).toBe(writers);
    const kept: Revision[] = [];
    for (let before: number | undefined; ; before = kept.at(-1)?.number) {
      const page = await (stores[0] as RevisionStore).history('prod', { limit: 100, ...(before === undefined ? {} : { before }) });
      if (page.length === 0) break;
      kept.push(...page);
    }
    expect(kept.toReversed()).toEqual(written.toSorted((left, right) => left.number - right.number));
    expect(kept.map(({ parent }) => parent)).toEqual([...kept.slice(1).map(({ number }) => number), null]);
  });

  test('stops notifying and lets the process exit after close', async () => {
    const open = await setUp();
    const [store, other] = [await open(), await open()];
    const told = vi.fn();
    store.watch(told);
    await store.close();
    const heard = vi.fn();
    other.watch(heard);
    await other.write('prod', draft(null, 'one'));
    await vi.waitUntil(() => heard.mock.calls.length > 0);
    expect(told).not.toHaveBeenCalled();
  });
}

/** Closes a store after the test. */
export function closeAfterwards<T extends Pick<RevisionStore, 'close'>>(store: T): T {
  onTestFinished(() => store.close());
  return store;
}
