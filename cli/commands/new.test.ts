import { expect, test } from 'vitest';
import { deskHere } from '../testing/run-desk.ts';

test.each([
  ['People', 2, /a scope is up to 32 lower-case letters/],
  ['api', 2, /reserved for paths of the gateway/],
  ['finance', 1, /is taken: there is remotes\/finance/],
  ['template', 1, /is taken/],
  ['../x', 2, /cannot be the name of a remote/],
])('refuses %s as the name of a remote', async (name, code, sentence) => {
  expect(await deskHere(['new', name])).toEqual({ code, out: '', err: expect.stringMatching(sentence) });
});

test('refuses a title that is code', async () => {
  for (const title of ['<b>', "it's", '', '{x}', 'x'.repeat(41)])
    expect(await deskHere(['new', 'people', '--title', title])).toMatchObject({ code: 2, err: expect.stringMatching(/cannot be a title/) });
});
