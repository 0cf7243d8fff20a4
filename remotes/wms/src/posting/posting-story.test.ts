import type { Document, Message } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { postingStory } from './posting-story.ts';

const NOW = new Date('2026-03-02T11:00:00');
const at = (time: string) => new Date(`2026-03-02T${time}`).toISOString();

const entry = (posting_status: string, more: object = {}): Document => ({
  id: 'SE-1',
  status: 'submitted',
  revision: 2,
  created_at: at('10:00:00'),
  created_by: 's',
  modified_at: at('10:42:00'),
  modified_by: 's',
  posting_status,
  posting_error: null,
  ...more,
});

const message = (more: Partial<Message>): Message => ({
  id: 1,
  topic: 'ledger.post',
  key: 'SE-1',
  state: 'pending',
  attempts: 0,
  created_at: at('10:42:00'),
  next_attempt_at: null,
  settled_at: null,
  last_error: null,
  user: 's',
  payload: {},
  retried_by: null,
  retried_at: null,
  dismissed_by: null,
  dismissed_at: null,
  dismissed_reason: null,
  dismissable: false,
  retryable: false,
  ...more,
});

const title = (...args: Parameters<typeof postingStory>) => {
  const story = postingStory(...args);
  return 'title' in story ? story.title : story.kind;
};

test('a draft has nothing to tell', () => {
  expect(postingStory(entry('none'), undefined, 0).kind).toBe('none');
});

test.each([
  ['just submitted', undefined, 0, 'Stock has moved; its value is on the way to the ledger.'],
  ['after a few seconds', [message({})], 3_000, /^Waiting for the ledger since 10:42/],
  ['with nobody to ask about messages', undefined, 3_000, /^Waiting for the ledger since 10:42/],
  [
    'after a try that failed',
    [message({ attempts: 1, last_error: 'Finance does not answer.' })],
    0,
    /^The ledger has not answered since 10:42/,
  ],
  ['handed over, and no answer', [message({ state: 'dispatched', attempts: 1 })], 15_000, /^The ledger has not answered since 10:42/],
])('pending, %s', (_, messages, seenMs, words) => {
  expect(title(entry('pending'), messages, seenMs, NOW)).toMatch(words);
});

test('counts the wait of a reversal from the posting before it', () => {
  const messages = [message({ id: 2, topic: 'ledger.reverse', created_at: at('10:50:00') }), message({ last_error: 'Away.', attempts: 4 })];
  expect(title(entry('pending', { status: 'cancelled' }), messages, 60_000, NOW)).toMatch(/since 10:42/);
});

test('names the day of an earlier wait', () => {
  expect(title(entry('pending'), [message({ created_at: new Date('2026-02-27T08:05:00').toISOString() })], 3_000, NOW)).toMatch(
    /Feb 27, 2026/,
  );
});

test('posted says when, as long as that is remembered', () => {
  const delivered = message({ state: 'delivered', attempts: 1, settled_at: at('10:42:01') });
  expect(postingStory(entry('posted'), [delivered], 0)).toEqual({ kind: 'posted', words: 'Posted to the ledger', at: at('10:42:01') });
  expect(postingStory(entry('reversed', { status: 'cancelled' }), [delivered], 0)).toMatchObject({ words: 'Reversed in the ledger' });
  expect(postingStory(entry('posted'), [], 0)).toMatchObject({ kind: 'posted', at: null });
});

test('says why a posting failed, and which message to retry', () => {
  const refused = message({ state: 'refused', attempts: 1, retryable: true, last_error: 'No account.' });
  const story = postingStory(entry('failed', { posting_error: 'The ledger refused it: No account.' }), [refused], 0);
  expect(story).toMatchObject({ kind: 'failed', reason: 'The ledger refused it: No account.', message: refused });
  expect(postingStory(entry('failed', { posting_error: 'No.' }), undefined, 0)).toMatchObject({ kind: 'failed', message: null });
});
