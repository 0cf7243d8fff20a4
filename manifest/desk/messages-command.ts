import {
  type Message,
  type MessageList,
  messageListSchema,
  messageSchema,
  problemSchema,
  retriedMessagesSchema,
} from '@business-m/metadata';
import { type Command, InvalidArgumentError } from 'commander';
import { describeFetchError } from '../store/index.ts';
import { DeskFailure } from './desk-failure.ts';
import { readScope } from './manifest-file.ts';
import { signToken } from './signed-token.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';

interface Common {
  scope: string;
  services?: string;
  json?: true;
}

const ANSWER_MS = 15_000;
const EXAMPLES = `
Examples:
  $ npm run desk -- messages list --scope wms --state dead
  $ npm run desk -- messages show 42 --scope wms
  $ npm run desk -- messages retry 42 --scope wms
  $ npm run desk -- messages retry --all --state refused --scope wms
  $ npm run desk -- messages dismiss 42 --reason "The entry was cancelled." --scope wms`;

/** `desk messages list|show|retry|dismiss`: what a domain's outbox could not deliver. */
export function addMessagesCommand(program: Command): void {
  const messages = program
    .command('messages')
    .description('messages between domains that were not delivered')
    .addHelpText('after', EXAMPLES);
  const add = (name: string) =>
    messages
      .command(name)
      .requiredOption('--scope <scope>', 'whose outbox')
      .option('--services <url>', 'address of the process that serves it (what the manifest says, or SERVICES_ORIGIN)')
      .option('--json', 'the answer as JSON on standard output');

  add('list')
    .description('list messages, newest first')
    .option('--state <state>', 'pending, dispatched, refused, dead, dismissed or delivered')
    .option('--limit <number>', 'at most 100', '50')
    .action(async ({ state, limit, ...common }: Common & { state?: string; limit: string }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }) });
      const list = messageListSchema.parse(await call(common, `?${query}`));
      print(common, list, describeList(list));
    });

  add('show')
    .description('show one message with what it carries')
    .argument('<id>', 'its number', number)
    .action(async (id: number, common: Common) => {
      const message = messageSchema.parse(await call(common, `/${id}`));
      print(common, message, `${JSON.stringify(message, null, 2)}\n`);
    });

  add('dismiss')
    .description('let go of a dead letter that need not arrive any more, for good')
    .argument('<id>', 'its number', number)
    .requiredOption('--reason <sentence>', 'why, for whoever asks later')
    .action(async (id: number, { reason, ...common }: Common & { reason: string }) => {
      const message = messageSchema.parse(await call(common, `/${id}/dismiss`, { reason }));
      print(common, message, `${describeMessage(message)}\n`);
    });

  add('retry')
    .description('send a dead letter again, or all of a state')
    .argument('[id]', 'its number', number)
    .option('--all', 'every one of --state')
    .option('--state <state>', 'with --all: refused or dead', 'dead')
    .action(async (id: number | undefined, { all, state, ...common }: Common & { all?: true; state: string }) => {
      if ((id === undefined) === (all === undefined)) throw new DeskFailure('Name one message, or --all.', { exitCode: 2 });
      if (id === undefined) return await retryAll(common, state);
      const answer = messageSchema.parse(await call(common, `/${id}/retry`, {}));
      print(common, answer, `${describeMessage(answer)}\n`);
    });
}

/** The server takes some at a time; what became of each lot is a line. */
async function retryAll(common: Common, state: string): Promise<void> {
  for (let [more, after] = [true, 0]; more; ) {
    const answer = retriedMessagesSchema.parse(await call(common, '/retry', { state, after }));
    print(common, answer, `${JSON.stringify(answer)}\n`);
    more = answer.more && answer.last > after;
    after = answer.last;
  }
}

async function call({ scope, services }: Common, path: string, body?: object): Promise<unknown> {
  const around = readSurroundings(process.env);
  const origin = services ?? (await originOf(scope, around));
  const token = await signToken(around.secret(), 'services', { email: 'desk-command', roles: ['ops'], tenant: around.tenant });
  const answer = await fetch(`${origin.replace(/\/$/, '')}/api/${encodeURIComponent(scope)}/messages${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error: unknown) => {
    throw new DeskFailure(`${origin} cannot be reached: ${describeFetchError(error)}`, { cause: error });
  });
  const json: unknown = await answer.json().catch(() => null);
  if (answer.ok) return json;
  const problem = problemSchema.safeParse(json);
  throw new DeskFailure(problem.success ? problem.data.detail : `${origin} answered ${answer.status}.`);
}

/** The upstream that the manifest names plainly; one that is a variable only the gateway knows. */
async function originOf(scope: string, { manifestFile, services, env }: Surroundings): Promise<string> {
  const { upstream } = await readScope(manifestFile, scope);
  const variable = /^\$\{([A-Z0-9_]+)\}$/.exec(upstream ?? '')?.[1];
  if (variable === undefined) return upstream ?? services;
  const origin = env[variable];
  if (origin) return origin;
  throw new DeskFailure(`The manifest says that ${scope} is at $\{${variable}}, which is not set here: name its address with --services.`);
}

function print({ json }: Common, answer: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : text);
}

function describeList({ items, counts }: MessageList): string {
  const total = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return `${items.map((message) => `${describeMessage(message)}\n`).join('')}${total.join(', ')}\n`;
}

function describeMessage({ id, topic, key, state, attempts, last_error }: Message): string {
  return [String(id).padStart(8), state.padEnd(10), topic.padEnd(16), key.padEnd(14), `${attempts} tries`, last_error ?? '']
    .join('  ')
    .trimEnd();
}

function number(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('A message has a number.');
  return Number(text);
}
