import {
  type Message,
  type MessageList,
  messageListSchema,
  messageSchema,
  type RetriedMessages,
  retriedMessagesSchema,
} from '@business-m/metadata';
import { type Command, InvalidArgumentError } from 'commander';
import { askService, signToken } from '../ask-service.ts';
import { type Desk, describeCommand, describeGroup } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';
import { readScope } from '../manifest-file.ts';
import { readSurroundings, type Surroundings } from '../surroundings.ts';

interface Common {
  scope: string;
  services?: string;
  json?: true;
}

type Call = (common: Common, path: string, body?: object) => Promise<unknown>;

const ANSWER_MS = 15_000;

/** `desk messages list|show|retry|dismiss`: what a domain's outbox could not deliver. */
export function messagesCommand({ env, terminal }: Desk): Command {
  const messages = describeGroup('messages', 'look at messages between domains that were not delivered, and settle them', [
    ['messages list --scope wms --state dead'],
    ['messages retry --all --state refused --scope wms'],
  ]);
  const add = (name: string, summary: string, ...examples: string[]) => {
    const command = describeCommand(
      name,
      summary,
      examples.map((line) => [`messages ${name} ${line}`] as const),
    )
      .requiredOption('--scope <scope>', 'whose outbox')
      .option('--services <url>', 'address of the process that serves it (what the manifest says, or SERVICES_ORIGIN)');
    messages.addCommand(command);
    return command;
  };
  const call: Call = (common, path, body) => callAt(env, common, path, body);
  const print = ({ json }: Common, answer: unknown, text: string) => terminal.answer(json, answer, () => text);

  add('list', 'list messages, newest first', '--scope wms --state dead')
    .option('--state <state>', 'pending, dispatched, refused, dead, dismissed or delivered')
    .option('--limit <number>', 'at most 100', '50')
    .action(async ({ state, limit, ...common }: Common & { state?: string; limit: string }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }) });
      const list = messageListSchema.parse(await call(common, `?${query}`));
      print(common, list, describeList(list));
    });

  add('show', 'show one message with what it carries', '42 --scope wms')
    .argument('<id>', 'its number', number)
    .action(async (id: number, common: Common) => {
      const message = messageSchema.parse(await call(common, `/${id}`));
      print(common, message, `${JSON.stringify(message, null, 2)}\n`);
    });

  add('dismiss', 'give a dead letter up for good', '42 --reason "The entry was cancelled." --scope wms')
    .argument('<id>', 'its number', number)
    .requiredOption('--reason <sentence>', 'why, for whoever asks later')
    .action(async (id: number, { reason, ...common }: Common & { reason: string }) => {
      const message = messageSchema.parse(await call(common, `/${id}/dismiss`, { reason }));
      print(common, message, `${describeMessage(message)}\n`);
    });

  add('retry', 'send a dead letter again, or all of a state', '42 --scope wms', '--all --state refused --scope wms')
    .argument('[id]', 'its number', number)
    .option('--all', 'every one of --state')
    .option('--state <state>', 'with --all: refused or dead', 'dead')
    .action(async (id: number | undefined, { all, state, ...common }: Common & { all?: true; state: string }) => {
      if ((id === undefined) === (all === undefined)) throw new DeskFailure('Name one message, or --all.', { exitCode: 2 });
      if (id === undefined) {
        const lots = await retryAll(call, common, state, terminal.say);
        return print(common, { lots }, `${describeRetried(lots)}\n`);
      }
      const answer = messageSchema.parse(await call(common, `/${id}/retry`, {}));
      print(common, answer, `${describeMessage(answer)}\n`);
    });
  return messages;
}

/** The server takes some at a time. */
async function retryAll(call: Call, common: Common, state: string, say: (line: string) => void): Promise<RetriedMessages[]> {
  const lots: RetriedMessages[] = [];
  for (let [more, after] = [true, 0]; more; ) {
    const lot = retriedMessagesSchema.parse(await call(common, '/retry', { state, after }));
    lots.push(lot);
    if (lot.more) say(`${describeRetried(lots)} so far`);
    more = lot.more && lot.last > after;
    after = lot.last;
  }
  return lots;
}

function describeRetried(lots: readonly RetriedMessages[]): string {
  const refused = lots.flatMap((lot) => lot.refused).length;
  return `${lots.reduce((sum, lot) => sum + lot.retried, 0)} sent again${refused > 0 ? `, ${refused} refused` : ''}`;
}

async function callAt(env: NodeJS.ProcessEnv, { scope, services }: Common, path: string, body?: object): Promise<unknown> {
  const around = readSurroundings(env);
  const origin = services ?? (await originOf(scope, around));
  const token = await signToken(around.secret(), 'services', { email: 'desk-command', roles: ['ops'], tenant: around.tenant });
  const messages = `/api/${encodeURIComponent(scope)}/messages${path}`;
  return (await askService({ origin, path: messages, token, body, signal: AbortSignal.timeout(ANSWER_MS) })).json();
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
