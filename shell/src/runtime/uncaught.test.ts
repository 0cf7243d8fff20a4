// @vitest-environment jsdom
import type { ResolvedRemote } from '@business-m/contract';
import { expect, test, vi } from 'vitest';
import { attribute, describeThrown, watchUncaught } from './uncaught.ts';

const cdn = 'https://cdn.test/remotes';
const remote = (scope: string) => ({ scope, release: `1.0.0-${'0'.repeat(32)}`, baseUrl: `${cdn}/${scope}/1.0.0/` }) as ResolvedRemote;
const remotes = [remote('shop'), remote('shop-floor')];
const thrown = (message: string, stack: string) => Object.assign(new Error(message), { stack });

const chromium = `TypeError: x is not a function
    at save (${cdn}/shop/1.0.0/items-4f.js:1:2345)
    at async Promise.all (index 0)
    at async onPress (${cdn}/shop/1.0.0/chunks/form.js?r=1:2:7)
    at HTMLButtonElement.<anonymous> (https://desk.test/assets/react-dom-abc.js:9:12)`;
const firefox = `save@${cdn}/shop/1.0.0/items-4f.js:1:2345
async*onPress@${cdn}/shop/1.0.0/chunks/form.js:2:7
dispatch@https://desk.test/assets/react-dom-abc.js:9:12
`;
const webkit = `@${cdn}/shop/1.0.0/items-4f.js:1:2345
[native code]
promiseReactionJob@[native code]`;

test.each([
  ['Chromium', chromium, ['save items-4f.js:1:2345', 'onPress chunks/form.js:2:7', 'HTMLButtonElement.<anonymous> react-dom-abc.js:9:12']],
  ['Firefox', firefox, ['save items-4f.js:1:2345', 'async*onPress chunks/form.js:2:7', 'dispatch react-dom-abc.js:9:12']],
  ['WebKit', webkit, ['(anonymous) items-4f.js:1:2345']],
])('a stack of %s leads to the release it begins in', (_, stack, lines) => {
  expect(attribute(thrown('x is not a function', stack), remotes)).toEqual({
    scope: 'shop',
    release: remote('shop').release,
    thrown: { message: 'Error: x is not a function', stack: lines.join('\n') },
  });
});

test('frames of the desk around a release’s are passed over, and another release is told from one whose name begins alike', () => {
  const stack = `Error: x\n    at invoke (https://desk.test/assets/ui.js:1:1)\n    at https://cdn.test/remotes/shop-floor/1.0.0/a.js:3:4`;
  expect(attribute(thrown('x', stack), remotes)?.scope).toBe('shop-floor');
});

test.each<[string, unknown, string?]>([
  ['the desk’s own error', thrown('x', 'Error: x\n    at a (https://desk.test/assets/main.js:1:1)')],
  [
    'an extension that called into a release',
    thrown('x', `Error: x\n    at a (chrome-extension://abc/c.js:1:1)\n    at b (${cdn}/shop/1.0.0/a.js:1:1)`),
  ],
  ['Firefox’s', thrown('x', `a@moz-extension://abc/c.js:1:1\nb@${cdn}/shop/1.0.0/a.js:1:1`)],
  ['a layout that settles later', 'ResizeObserver loop completed with undelivered notifications.', `${cdn}/shop/1.0.0/a.js`],
  ['a network that is away', thrown('Failed to fetch', chromium)],
  ['a call that was broken off', Object.assign(thrown('x', chromium), { name: 'AbortError' })],
  ['a server that is away', Object.assign(thrown('x', chromium), { name: 'ApiError', problem: { code: 'unavailable', status: 503 } })],
  ['a text without a place', 'no'],
  ['nothing at all', undefined],
])('%s is nobody’s release', (_, value, file) => {
  expect(attribute(value, remotes, file)).toBeNull();
});

test('a call that the server refused is the release’s', () => {
  const refused = Object.assign(thrown('A rate is missing.', chromium), { name: 'ApiError', problem: { code: 'invalid', status: 422 } });
  expect(attribute(refused, remotes)?.thrown.message).toBe('ApiError: A rate is missing.');
});

test('what is thrown without a stack is its file’s', () => {
  expect(attribute('Uncaught oops', remotes, `${cdn}/shop/1.0.0/a.js`)).toMatchObject({
    scope: 'shop',
    thrown: { message: 'Uncaught oops', stack: '' },
  });
});

test('hostile values have bounds', () => {
  const long = thrown('m'.repeat(10_000), `    at ${'f'.repeat(5_000)} (${cdn}/shop/1.0.0/a.js:1:1)\n`.repeat(500));
  const { message, stack } = describeThrown(long, remotes);
  expect([message.length, stack.length <= 1_500]).toEqual([300, true]);
  for (const value of [null, 0, Symbol('x'), { stack: 5 }, { stack: null, message: {} }])
    expect(describeThrown(value, remotes).stack).toBe('');
});

test('errors of handlers and promises are reported, with the remotes of that moment', () => {
  const report = vi.fn();
  const target = new EventTarget() as unknown as Window;
  watchUncaught(target, () => remotes, report);
  target.dispatchEvent(new ErrorEvent('error', { error: thrown('x', chromium), message: 'Uncaught x' }));
  const promise = Promise.reject(thrown('y', firefox));
  promise.catch(() => {});
  target.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: thrown('y', firefox), promise }));
  expect(
    report.mock.calls.map(
      ([
        {
          scope,
          thrown: { message },
        },
      ]) => [scope, message],
    ),
  ).toEqual([
    ['shop', 'Error: x'],
    ['shop', 'Error: y'],
  ]);
});
