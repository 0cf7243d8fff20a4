import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { adminClient } from '../admin/admin-client.ts';
import { root } from '../workspace/root.ts';

/** The library adds a command of its own, which we do without. */
const TAB_COMMAND = 'completions-of-tab';

/** Prints a suggestion a line for a shell's completion script. `words`: what was typed after `desk`, the last word maybe empty. */
export function complete(program: Command, words: readonly string[], known: KnownNames): void {
  const completions = tab(program, { completionCommandName: TAB_COMMAND });
  completions.commands.delete(TAB_COMMAND);
  const byName: Record<string, readonly string[]> = {
    remote: [...known.scopes, ...(words[0] === 'dev' || words[0] === 'rollback' ? localRemotes() : [])],
    remotes: known.scopes,
    scope: known.scopes,
    release: known.releases,
    folder: localRemotes().map((name) => `remotes/${name}`),
    from: known.environments,
    to: known.environments,
    env: known.environments,
    tenant: known.tenants,
  };
  const suggest = (names: readonly string[]) => (add: (value: string, description: string) => void) => {
    for (const name of new Set(names)) add(name, '');
  };
  for (const command of completions.commands.values()) {
    for (const [name, argument] of command.arguments) if (byName[name]) argument.handler ??= suggest(byName[name]);
    // `move --to` is an address, not an environment.
    if (command.value === 'move') continue;
    for (const [name, option] of command.options) if (byName[name] && !option.isBoolean) option.handler = suggest(byName[name]);
  }
  completions.parse([...words]);
}

function localRemotes(): string[] {
  return readdirSync(join(root, 'remotes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'template')
    .map(({ name }) => name);
}

/** A person waits for the next key stroke. */
const PATIENCE_MS = 500;

export interface KnownNames {
  environments: string[];
  scopes: string[];
  /** `finance@1.8.0`, newest first. */
  releases: string[];
  tenants: string[];
}

/** Nothing when the desk does not answer in half a second, or not to this caller. */
export async function knownNames(gateway: string | undefined, env: NodeJS.ProcessEnv, patienceMs = PATIENCE_MS): Promise<KnownNames> {
  try {
    const client = adminClient(gateway, env);
    const limit = { timeoutMs: patienceMs };
    const [list, fleet] = await Promise.all([client.environments({}, limit), client.fleet({ published: true }, limit)]);
    return {
      environments: list.environments.map(({ name }) => name),
      scopes: fleet.remotes.map(({ scope }) => scope),
      releases: fleet.remotes.flatMap(({ scope, published = [] }) => published.map(({ version }) => `${scope}@${version}`)),
      tenants: fleet.remotes.flatMap(({ remote }) => (remote.bindings ?? []).flatMap(({ match }) => match.tenant ?? [])),
    };
  } catch {
    return { environments: [], scopes: [], releases: [], tenants: [] };
  }
}
