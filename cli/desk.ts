import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type AdminClient, adminClient } from './admin/admin-client.ts';
import { DeskFailure } from './desk-failure.ts';
import type { Terminal } from './output/terminal.ts';

/** What every command gets. */
export type Desk = ReturnType<typeof createDesk>;

export interface GatewayOptions {
  gateway?: string;
  json?: true;
}

export interface EnvironmentOptions extends GatewayOptions {
  env?: string;
}

/** `endWith`: for a command that did its work, but ends with another code than 0. */
export function createDesk(env: NodeJS.ProcessEnv, terminal: Terminal, endWith: (code: number) => void) {
  const from = env.DESK_CWD || process.cwd();
  // A path from where it was typed: npm and pnpm run scripts in the workspace's root.
  return {
    env,
    terminal,
    endWith,
    path: (typed: string) => resolve(from, typed),
    /** Aborted by Ctrl-C and SIGTERM: for a command that undoes what it has begun. */
    stopSignal(): AbortSignal {
      const stop = new AbortController();
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new DeskFailure('it was interrupted.')));
      return stop.signal;
    },
  };
}

export const clientOf = ({ env }: Desk, { gateway }: GatewayOptions): AdminClient => adminClient(gateway, env);

/** The environment that was named, else `DESK_ENVIRONMENT`, else the one the gateway serves. */
export async function environmentOf(desk: Desk, client: AdminClient, named: string | undefined): Promise<string> {
  return named ?? (desk.env.DESK_ENVIRONMENT || (await client.environments()).serving);
}

/** The client and the environment that a command works on. */
export async function placeOf(desk: Desk, options: EnvironmentOptions) {
  const client = clientOf(desk, options);
  return { client, environment: await environmentOf(desk, client, options.env) };
}

export type Example = readonly [line: string, why?: string];

export const describeCommand = (name: string, summary: string, examples: readonly Example[]): Command =>
  describeGroup(name, summary, examples).addOption(new Option('--json', 'one JSON document on standard output'));

/** A command that has only others below it. */
export function describeGroup(name: string, summary: string, examples: readonly Example[]): Command {
  const lines = examples.map(([line, why]) => `  $ npx desk ${line}${why ? `\n      ${why}` : ''}`);
  return new Command(name).description(summary).addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** For the parser of an option: a whole number in a range; with `Number.MAX_SAFE_INTEGER`, from `from` on. `what`: such as “ of days”. */
export function wholeNumber(from: number, to: number, what = ''): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isSafeInteger(number) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`It is a whole number${what} from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`}.`);
  };
}

export const gatewayOption = () =>
  new Option('--gateway <url>', 'which desk (or DESK_GATEWAY; the desk of this machine when neither is given)');

export const environmentOption = () =>
  new Option('-e, --env <environment>', 'which environment (or DESK_ENVIRONMENT; the one the gateway serves when neither is given)');
