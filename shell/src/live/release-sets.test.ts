import type { Resolution } from '@business-m/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resolution } from '../testing/desk-fixture.tsx';
import { sampleRemote } from '../testing/sample-remote.ts';
import { createReleaseSets } from './release-sets.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const set = (name: string, version: string): Resolution => ({
  ...resolution,
  releaseSet: name.repeat(22),
  remotes: [sampleRemote({ version })],
});
const first = set('A', '1.2.0');
const second = set('B', '1.3.0');
const third = set('C', '1.4.0');
const told = ({ releaseSet }: Resolution, shell = 'build-1') => ({ revision: 2, releaseSet, shell });

function setUp(granted?: string[]) {
  const tab = { own: first, newest: second as Resolution | null, dirty: false, prepared: true };
  const reload = vi.fn();
  const discard = vi.fn();
  const prepare = vi.fn(async (_: Resolution) => tab.prepared);
  const fetchNewest = vi.fn(async () => {
    if (!tab.newest) throw new Error('away');
    return tab.newest;
  });
  const sets = createReleaseSets({
    shell: 'build-1',
    granted,
    own: () => tab.own,
    fetchNewest,
    isDirty: () => tab.dirty,
    prepare,
    swap(next) {
      tab.own = next;
    },
    reload,
    discard,
  });
  const hear = async (next: Resolution, shell?: string) => {
    sets.hear(told(next, shell));
    await vi.advanceTimersByTimeAsync(2_000);
  };
  return { tab, sets, hear, reload, discard, prepare, fetchNewest };
}

test('offers a new set, and takes it when the user accepts', async () => {
  const { tab, sets, hear, reload, prepare } = setUp();
  await hear(second);
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { changes: [{ kind: 'updated', from: '1.2.0', to: '1.3.0' }] } });
  expect(tab.own).toBe(first);
  await sets.accept();
  expect(prepare).toHaveBeenCalledWith(second);
  expect(tab.own).toBe(second);
  expect(sets.getState()).toEqual({ status: 'current' });
  expect(reload).not.toHaveBeenCalled();
});

test('asks once after a burst of release sets, and offers the last', async () => {
  const { sets, tab, fetchNewest } = setUp();
  tab.newest = third;
  sets.hear(told(second));
  sets.hear(told(third));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(fetchNewest).toHaveBeenCalledOnce();
  expect(sets.getState()).toMatchObject({ offer: { resolution: third } });
});

test('takes no set while something is unsaved, also when it was typed during loading', async () => {
  const { tab, sets, hear, prepare } = setUp();
  await hear(second);
  tab.dirty = true;
  await sets.accept();
  expect(prepare).not.toHaveBeenCalled();
  tab.dirty = false;
  prepare.mockImplementation(async () => {
    tab.dirty = true;
    return true;
  });
  await sets.accept();
  expect(tab.own).toBe(first);
  expect(sets.getState().status).toBe('offered');
});

test('reloads the page for another shell', async () => {
  const { tab, sets, hear, reload, prepare } = setUp();
  tab.newest = first;
  await hear(first, 'build-2');
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { changes: [] } });
  await sets.accept();
  expect(reload).toHaveBeenCalledOnce();
  expect(prepare).not.toHaveBeenCalled();
});

test('withdraws an offer that was rolled back before it was accepted', async () => {
  const { sets, hear, fetchNewest } = setUp();
  await hear(second);
  await hear(first);
  expect(sets.getState()).toEqual({ status: 'current' });
  expect(fetchNewest).toHaveBeenCalledOnce();
});

test('keeps its set when the new one fails to load, and can try again', async () => {
  const { tab, sets, hear, discard } = setUp();
  tab.prepared = false;
  await hear(second);
  await sets.accept();
  expect(sets.getState().status).toBe('failed');
  expect(discard).toHaveBeenCalledOnce();
  expect(tab.own).toBe(first);
  tab.prepared = true;
  await sets.accept();
  expect(tab.own).toBe(second);
});

test('stays put off until another set comes', async () => {
  const { tab, sets, hear } = setUp();
  await hear(second);
  sets.later();
  await hear(second);
  expect(sets.getState().status).toBe('later');
  sets.open();
  expect(sets.getState().status).toBe('offered');
  sets.later();
  tab.newest = third;
  await hear(third);
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { resolution: third } });
});

test('takes a set without noticeable changes silently', async () => {
  const { tab, sets, hear } = setUp();
  tab.newest = { ...first, releaseSet: 'D'.repeat(22) };
  await hear(tab.newest);
  expect(tab.own).toBe(tab.newest);
  expect(sets.getState()).toEqual({ status: 'current' });
});

test('asks for a newer set after a failed screen, but not all the time', async () => {
  const { tab, sets, hear, fetchNewest } = setUp();
  tab.newest = null;
  await hear(second);
  expect(sets.getState()).toEqual({ status: 'current' });
  await sets.check();
  await sets.check();
  expect(fetchNewest).toHaveBeenCalledTimes(2);
  tab.newest = second;
  await vi.advanceTimersByTimeAsync(10_000);
  await sets.check();
  expect(sets.getState().status).toBe('offered');
});

test('offers a set that came while another one was being taken', async () => {
  const { tab, sets, hear, prepare } = setUp();
  await hear(second);
  prepare.mockImplementation(async () => {
    tab.newest = third;
    sets.hear(told(third));
    return true;
  });
  await sets.accept();
  expect(tab.own).toBe(second);
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { resolution: third } });
});

test('asks a few times more after an answer that is older than the event', async () => {
  const { tab, sets, hear, fetchNewest } = setUp();
  tab.newest = first;
  await hear(second);
  expect(sets.getState()).toEqual({ status: 'current' });
  tab.newest = second;
  await vi.advanceTimersByTimeAsync(1_500);
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { resolution: second } });
  tab.newest = first;
  fetchNewest.mockClear();
  await hear(third);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetchNewest).toHaveBeenCalledTimes(4);
});

const needy = (resolution: Resolution, name: string, granted: string[]): Resolution => ({
  ...resolution,
  releaseSet: name.repeat(22),
  granted,
});

test('a set that may do more than the page is taken by loading the page anew, once nothing is unsaved', async () => {
  const { tab, sets, hear, reload, prepare } = setUp([]);
  const more = needy(second, 'D', ['workers']);
  tab.newest = more;
  tab.dirty = true;
  await hear(more);
  expect(sets.getState().status).toBe('offered');
  await sets.accept();
  expect(reload).not.toHaveBeenCalled();
  tab.dirty = false;
  await sets.accept();
  expect(reload).toHaveBeenCalledTimes(1);
  expect([tab.own, prepare.mock.calls]).toEqual([first, []]);
});

test('the same releases that may do more are offered, never taken in silence', async () => {
  const { tab, sets, hear, reload } = setUp(['wasm']);
  tab.newest = needy(first, 'D', ['wasm', 'workers']);
  await hear(tab.newest);
  expect(sets.getState()).toMatchObject({ status: 'offered', offer: { changes: [] } });
  await sets.accept();
  expect([reload.mock.calls.length, tab.own]).toEqual([1, first]);
});

test('a set that may do no more than the page is taken without loading it anew', async () => {
  const { tab, sets, hear, reload } = setUp(['wasm', 'workers']);
  tab.newest = needy(second, 'D', ['wasm']);
  await hear(tab.newest);
  await sets.accept();
  expect([reload.mock.calls.length, tab.own]).toEqual([0, tab.newest]);
});
