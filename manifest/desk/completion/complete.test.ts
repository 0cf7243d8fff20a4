import { expect, test } from 'vitest';
import { desk } from '../testing/run-desk.ts';
import { standInGateway } from '../testing/stand-in-gateway.ts';

const suggestions = (out: string) => out.split('\n').flatMap((line) => (line.startsWith(':') || line === '' ? [] : [line.split('\t')[0]]));

test('commands, remotes, releases and environments are completed from the running desk', async () => {
  const { env } = await standInGateway();
  const words: [string[], (names: (string | undefined)[]) => void][] = [
    [['rel'], (names) => expect(names).toEqual(['release'])],
    [['release', 'finance@'], (names) => expect(names).toEqual(['finance@1.8.0', 'finance@1.7.2'])],
    [['disable', 'f'], (names) => expect(names).toEqual(['finance'])],
    [['status', '--env', ''], (names) => expect(names).toEqual(['dev', 'prod'])],
    [['publish', 'remotes/f'], (names) => expect(names).toEqual(['remotes/finance'])],
    [['bind', ''], (names) => expect(names).toEqual(['tenant', 'role', 'region'])],
    [[''], (names) => expect(names).not.toContain('complete')],
  ];
  const answers = await Promise.all(words.map(([typed]) => desk(['complete', '--', ...typed], env)));
  for (const [index, [, check]] of words.entries()) check(suggestions(answers[index]?.out ?? ''));
}, 120_000);

test('without a desk the commands are completed all the same', async () => {
  const { out, err } = await desk(['complete', '--', 'stat'], { DESK_GATEWAY: 'http://127.0.0.1:9' });
  expect([suggestions(out), err]).toEqual([['status'], '']);
}, 60_000);

test('the scripts call this very command', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await desk(['completion', shell]);
    expect([code, out]).toEqual([0, expect.stringMatching(/manifest\/desk\/main\.ts' complete -- /)]);
  }
  expect(await desk(['completion', 'tcsh'])).toMatchObject({ code: 2 });
}, 60_000);
