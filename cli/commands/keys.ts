import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type { SigningKey } from '@business-m/contract';
import type { Command } from 'commander';
import { configFolder } from '../admin/kept-sessions.ts';
import { checkScope } from '../admin/release-name.ts';
import { type Desk, describeCommand, describeGroup } from '../desk.ts';
import { loadPublishing } from '../workspace/release-target.ts';

interface Options {
  out?: string;
  owner?: string;
  scope?: string[];
  json?: true;
}

export function keysCommand(desk: Desk): Command {
  const group = describeGroup('keys', 'make keys that sign releases', [['keys new --owner "People UI" --scope people']]);
  group.addCommand(
    describeCommand('new', 'make a key: its private half goes into a file, its public half into an environment', [
      ['keys new --owner "People UI" --scope people'],
      ['keys new --out people.jwk --owner "People UI"', 'a JWK instead of PEM'],
    ])
      .option('--out <file>', 'where the private half goes; never over a file that is there (~/.config/desk/keys/<owner>.pem)')
      .option('--owner <name>', 'who signs with it (your user name)')
      .option('--scope <scopes...>', 'whose releases it may sign (every scope’s)')
      .action(async (options: Options) => {
        const owner = options.owner ?? userInfo().username;
        const file = options.out === undefined ? join(configFolder(desk.env), 'keys', `${fileNameOf(owner)}.pem`) : desk.path(options.out);
        if (options.out === undefined) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const { createSigningKey } = await loadPublishing();
        const { id, publicKey } = await createSigningKey(file);
        const entry: SigningKey = { id, publicKey, owner, ...(options.scope && { scopes: options.scope.map(checkScope) }) };
        desk.terminal.answer(
          options.json,
          { file, key: entry },
          () => `${desk.terminal.paint.good('✓')} The private half is in ${file}; only you can read it.

Sign with it:
  npx desk publish remotes/<name> --key ${file}

Let an environment know it: under policy.signatures.keys of its document, with "required": true to refuse releases without a known key:
${JSON.stringify(entry, null, 2)}
`,
        );
      }),
  );
  return group;
}

const fileNameOf = (owner: string) =>
  owner
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'release';
