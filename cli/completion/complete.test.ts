import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDesk } from '../desk.ts';
import { createTerminal } from '../output/terminal.ts';
import { createProgram } from '../program.ts';
import { desk } from '../testing/run-desk.ts';
import { standInGateway } from '../testing/stand-in-gateway.ts';
import { complete, knownNames } from './complete.ts';

const suggestions = (lines: readonly string[]) =>
  lines.flatMap((line) => (line.startsWith(':') || line === '' ? [] : [line.split('\t')[0]]));

test('asks a running desk for names to complete', async () => {
  const { env } = await standInGateway();
  expect(await knownNames(undefined, { ...env, XDG_CONFIG_HOME: '/nowhere' }, 15_000)).toEqual({
    environments: ['dev', 'prod'],
    scopes: ['finance'],
    releases: ['finance@1.8.0', 'finance@1.7.2'],
    tenants: [],
  });
});

test.each<[string[], string[]]>([
  [['rel'], ['release']],
  [
    ['release', 'finance@'],
    ['finance@1.8.0', 'finance@1.7.2'],
  ],
  [['release', 'finance@1.8.0', '--to', 'p'], ['prod']],
  [['disable', 'f'], ['finance']],
  [
    ['status', '--env', ''],
    ['dev', 'prod'],
  ],
  [['publish', 'remotes/f'], ['remotes/finance']],
  [
    ['bind', ''],
    ['tenant', 'role', 'region'],
  ],
  [['move', 'finance', '--to', ''], []],
  [['comp'], ['completion']],
])('completes %j with %j', (words, names) => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const program = createProgram(createDesk({}, createTerminal(), () => {}));
  complete(program, words, {
    environments: ['dev', 'prod'],
    scopes: ['finance'],
    releases: ['finance@1.8.0', 'finance@1.7.2'],
    tenants: [],
  });
  expect(suggestions(lines)).toEqual(names);
});

test('completes commands without a running desk', async () => {
  const { out, err } = await desk(['complete', '--', 'stat'], { DESK_GATEWAY: 'http://127.0.0.1:9' });
  expect([suggestions(out.split('\n')), err]).toEqual([['status'], '']);
}, 180_000);

test('generates scripts that call this command', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await desk(['completion', shell]);
    expect([code, out]).toEqual([0, expect.stringMatching(/cli\/main\.ts' complete -- /)]);
  }
  expect(await desk(['completion', 'tcsh'])).toMatchObject({ code: 2 });
}, 180_000);

test('in bash it may be read twice, leaves the shell as it was, runs nothing that is typed, and completes behind an @', async () => {
  const { env } = await standInGateway();
  const { out: script } = await desk(['completion', 'bash']);
  const typed = (line: string) =>
    `COMP_LINE=${JSON.stringify(line).replaceAll('$', '\\$')} COMP_POINT=${line.length}; _desk_complete; echo "\${COMPREPLY[*]}"`;
  const lines = ['eval "$DESK_SCRIPT"', 'eval "$DESK_SCRIPT"', 'echo "$COMP_WORDBREAKS" | grep -c @'];
  for (const line of ['desk stat', 'desk release finance@1.7', 'desk status --env ', 'desk status $(touch taken) x'])
    lines.push(typed(line));
  const cwd = await temporaryFolder(onTestFinished);
  const variables = { PATH: process.env.PATH, HOME: cwd, ...env, DESK_SCRIPT: script };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', lines.join('\n')], { cwd, env: variables });
  expect([stderr, stdout.split('\n').slice(0, 4), readdirSync(cwd)]).toEqual(['', ['1', 'status', '1.7.2', 'dev prod'], []]);
}, 180_000);
