import { delimiter, join } from 'node:path';
import type { Command } from 'commander';
import { type Desk, describeCommand } from '../desk.ts';
import { DeskFailure, exitCodes, sentenceOf } from '../desk-failure.ts';
import { titleOf } from '../output/words.ts';
import { root } from '../workspace/root.ts';
import { runProgram } from '../workspace/run-program.ts';
import { scaffold } from '../workspace/scaffold.ts';

const LINK_MS = 5 * 60_000;

interface Options {
  title?: string;
  json?: true;
}

export function newCommand(desk: Desk): Command {
  return describeCommand('new', 'begin a remote: two screens, mocks, tests and a page of its own, ready to build', [
    ['new people'],
    ['new order-desk --title "Orders"'],
  ])
    .argument('<name>', 'its scope: in URLs, in the manifest and on the CDN')
    .option('--title <title>', 'in the navigation (the name, capitalised)')
    .action(async (name: string, options: Options) => {
      const title = options.title ?? titleOf(name);
      const files = await scaffold({ root, name, title });
      desk.terminal.say(`remotes/${name}: ${files.length} files`);
      await link(name, desk);
      desk.terminal.answer(options.json, { name, title, folder: `remotes/${name}`, files }, () => describe(name, desk));
    });
}

/** Everything it needs is on this machine already: the template needs the same. */
async function link(name: string, { env, terminal }: Desk): Promise<void> {
  terminal.say('linking what it depends on');
  const bin = join(root, 'node_modules/.bin');
  try {
    await runProgram({
      name: 'pnpm',
      command: join(bin, 'pnpm'),
      args: ['install', '--offline', '--no-frozen-lockfile', '--config.confirm-modules-purge=false'],
      cwd: root,
      env: { ...env, PATH: bin + delimiter + (env.PATH ?? '') },
      limitMs: LINK_MS,
    });
  } catch (error) {
    const sentence = `remotes/${name} is written, but not linked yet; npm start links it. ${sentenceOf(error)}`;
    throw new DeskFailure(sentence, { cause: error, exitCode: exitCodes.halfWay, code: 'not-linked' });
  }
}

const describe = (name: string, { terminal: { paint } }: Desk) => `${paint.good('✓')} remotes/${name} is ready.

  npx desk dev ${name}                                 in the running desk, with hot reload
  npx pnpm --filter @business-m/remote-${name} dev     by itself, with mocked data
  npx vitest run remotes/${name}                       its tests
  npx desk publish remotes/${name}                     onto the CDN
  npx desk release ${name}@latest --team "…" --reason "…"   into the desk

docs/remotes.md says what a remote can do.
`;
