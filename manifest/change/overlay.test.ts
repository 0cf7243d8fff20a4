import { expect, test } from 'vitest';
import { mergePatch } from '../store/json-values.ts';
import { seededRandom } from '../testing/random.ts';
import { overlayFor } from './overlay.ts';
import { id, remote, tryChanges } from './testing/try-changes.ts';

const [old, next] = [id('1.0.0'), id('1.1.0')];
const base = { remotes: { shop: remote({ stable: old, canary: { release: next, shareBps: 500 } }) } };

test('leaves the base unchanged and writes only the difference', () => {
  const { text, after } = tryChanges({ base, remotes: {} }, { kind: 'release', scope: 'shop', release: next, shareBps: 10_000 });
  expect(JSON.parse(text ?? '')).toEqual({ remotes: { shop: { releases: { stable: next, canary: null } } } });
  expect(after?.remotes.shop?.releases).toEqual({ stable: next });
});

test('removes a remote of the base with null and an own remote without a trace', () => {
  expect(JSON.parse(tryChanges({ base, remotes: {} }, { kind: 'remove', scope: 'shop' }).text ?? '')).toEqual({ remotes: { shop: null } });
  const own = tryChanges({ base, remotes: { shed: remote({ stable: old }) } }, { kind: 'remove', scope: 'shed' });
  expect(JSON.parse(own.text ?? '')).toEqual({});
});

test('restores a removed remote as requested, not as in the base', () => {
  const add = { kind: 'add', scope: 'shop', title: 'New', team: 'Other', release: old } as const;
  const { after } = tryChanges({ base, remotes: { shop: null } as never }, add);
  expect(after?.remotes.shop).toEqual({ title: 'New', team: 'Other', enabled: true, releases: { stable: old } });
});

test('keeps values equal to the base', () => {
  const remotes = { shop: { title: 'Shop', releases: { stable: old } } } as never;
  const { text } = tryChanges({ base, remotes }, { kind: 'disable', scope: 'shop' });
  expect(JSON.parse(text ?? '')).toEqual({ remotes: { shop: { title: 'Shop', releases: { stable: old }, enabled: false } } });
});

test('removes objects that become empty', () => {
  const halved = { remotes: { shop: { ...base.remotes.shop, releases: { stable: old } } } };
  const remotes = { shop: { releases: { canary: { release: next, shareBps: 1 } } } } as never;
  expect(JSON.parse(tryChanges({ base: halved, remotes }, { kind: 'rollback', scope: 'shop' }).text ?? '')).toEqual({});
});

test('yields the wanted document when laid over the base, for any three documents', () => {
  const random = seededRandom(Number(process.env.DESK_TEST_SEED ?? 11));
  const cases = process.env.DESK_TEST_WHOLE ? 100_000 : 2_000;
  const value = (depth: number): unknown => {
    const kind = random.below(depth > 3 ? 2 : 4);
    if (kind === 0) return random.below(5);
    if (kind === 1) return [random.below(3)];
    return Object.fromEntries(Array.from({ length: random.below(5) }, () => [`k${random.below(5)}`, value(depth + 1)]));
  };
  for (let count = 0; count < cases; count += 1) {
    const [under, wanted, before] = [{ r: value(0) }, { r: value(0) }, { r: value(0) }];
    const overlay = overlayFor(wanted, under, before);
    expect(mergePatch(under, overlay)).toEqual(wanted);
    expect(overlayFor(wanted, under, overlay)).toEqual(overlay);
  }
});
