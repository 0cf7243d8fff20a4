import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type AdminClient, adminClient } from './admin/admin-client.ts';
import type { Terminal } from './output/terminal.ts';

/** What every command gets. */
export interface Desk {
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  /** The command did its work, but ends with another code than 0. */
  endWith(code: number): void;
  /** A path as it was typed, from where it was typed: npm and pnpm run scripts in the workspace's root. */
  path(typed: string): string;
}

export interface GatewayOptions {
  gateway?: string;
  json?: true;
}

export interface EnvironmentOptions extends GatewayOptions {
  env?: string;
}

export function createDesk(env: NodeJS.ProcessEnv, terminal: Terminal, endWith: (code: number) => void): Desk {
  const from = env.DESK_CWD || process.cwd();
  return { env, terminal, endWith, path: (typed) => resolve(from, typed) };
}

export const clientOf = ({ env }: Desk, { gateway }: GatewayOptions): AdminClient => adminClient(gateway, env);

/** The environment that was named, else `DESK_ENVIRONMENT`, else the one the gateway serves. */
export async function environmentOf(desk: Desk, client: AdminClient, named: string | undefined): Promise<string> {
  return named ?? (desk.env.DESK_ENVIRONMENT || (await client.environments()).serving);
}

/** The gateway, and the environment that a command is about. */
export async function placeOf(desk: Desk, options: EnvironmentOptions): Promise<{ client: AdminClient; environment: string }> {
  const client = clientOf(desk, options);
  return { client, environment: await environmentOf(desk, client, options.env) };
}

type Example = readonly [line: string, why?: string];

/** A command with its summary, its examples below the help, and `--json`. */
export const describeCommand = (name: string, summary: string, examples: readonly Example[]): Command =>
  describeGroup(name, summary, examples).addOption(new Option('--json', 'one JSON document on standard output'));

/** A command that has only others below it. */
export function describeGroup(name: string, summary: string, examples: readonly Example[]): Command {
  const lines = examples.map(([line, why]) => `  $ npx desk ${line}${why ? `\n      ${why}` : ''}`);
  return new Command(name).description(summary).addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

export const gatewayOption = () =>
  new Option('--gateway <url>', 'which desk (or DESK_GATEWAY; the desk of this machine when neither is given)');

export const environmentOption = () =>
  new Option('-e, --env <environment>', 'which environment (or DESK_ENVIRONMENT; the one the gateway serves when neither is given)');
