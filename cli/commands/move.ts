import { type Command, Option } from 'commander';
import { type Desk, describeCommand } from '../desk.ts';
import { DeskFailure, exitCodes } from '../desk-failure.ts';
import { readBackend, readScope } from '../manifest-file.ts';
import { type DomainEnd, domainEnd } from '../move/domain-end.ts';
import { prepareNeighbour } from '../move/prepare-neighbour.ts';
import { abortMove, checkMove, type MovePlan, type MoveResult, runMove } from '../move/run-move.ts';
import { readSurroundings } from '../surroundings.ts';

interface MoveOptions {
  to: string;
  from?: string;
  database?: string;
  manifest?: string;
  gateway?: string;
  dryRun?: true;
  abort?: true;
  json?: true;
}

export function moveCommand(desk: Desk): Command {
  return describeCommand('move', 'move a living domain and its data to another process and database, while the desk is used', [
    ['move wms --to enterprise', 'on the machine of `npm start -- --postgres`: makes a database and a process for it, if need be'],
    ['move wms --to https://wms.internal --from https://desk.internal --database postgres://wms:…@db/wms --manifest prod.json'],
    ['move wms --to https://wms.internal --dry-run', 'says what would move and whether it can'],
    ['move wms --to https://wms.internal --abort', 'undoes a move that was broken off'],
    ['move wms --to indie --database postgres://desk:…@db/desk', 'brings it back into the process that --from names'],
  ])
    .argument('<scope>', 'the domain, as the manifest names it')
    .requiredOption('--to <upstream>', 'address of the process that is to have it, “enterprise”, or “indie” for back')
    .option('--from <url>', 'address of the monolith (SERVICES_ORIGIN, or port SERVICES_PORT of this machine)')
    .addOption(new Option('--database <url>', 'the target’s PostgreSQL, as its owner (or <SCOPE>_DATABASE_URL)'))
    .option('--manifest <file>', 'the desired state that the gateways watch (or MANIFEST_FILE)')
    .option('--gateway <url>', 'a gateway to ask whether it has taken an edit (or port DESK_PORT of this machine)')
    .option('--dry-run', 'only say what would move, and whether it can')
    .option('--abort', 'undo a move that was broken off')
    .addHelpText('after', '\nExit code 3 is half way: run it again, or with --abort. Runbook: docs/moving.md')
    .action(async (scope: string, options: MoveOptions) => {
      const plan = await planMove(desk, scope, options, desk.stopSignal());
      const result = await (options.abort ? abortMove(plan) : options.dryRun ? checkMove(plan) : runMove(plan));
      desk.terminal.answer(options.json, result, () => describe(result, plan));
    });
}

async function planMove(desk: Desk, scope: string, options: MoveOptions, signal: AbortSignal): Promise<MovePlan> {
  const around = readSurroundings(desk.env);
  const { say } = desk.terminal;
  const manifestFile = options.manifest === undefined ? around.manifestFile : desk.path(options.manifest);
  const secret = around.secret();
  const monolith = options.from ?? around.services;
  const machine = { env: around.env, say };
  const end = (origin: string): DomainEnd => domainEnd(checkUrl(origin), scope, secret);
  const common = { scope, manifestFile, gateway: options.gateway ?? around.gateway, say, signal };
  const named = options.database ?? around.env[`${scope.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`];

  if (options.to === 'indie') {
    const { upstream: source } = await readScope(manifestFile, scope);
    if (source === undefined) {
      const { monolith } = await readBackend(manifestFile);
      throw new DeskFailure(`It already goes to the monolith (${monolith ?? 'none'}): there is nothing to bring back.`);
    }
    const database = named ?? around.env.DATABASE_URL ?? (await prepareNeighbour(scope, 'back', machine)).database;
    return different({ ...common, source: end(source), target: end(monolith), database, upstream: null });
  }
  if (options.to === 'enterprise') {
    await readScope(manifestFile, scope);
    const neighbour = await prepareNeighbour(scope, options.abort ? 'resume' : options.dryRun ? 'look' : 'start', machine);
    if (options.abort && neighbour.database === null)
      throw new DeskFailure(`${scope} has no database beside the monolith: no move of it was begun.`);
    const upstream = neighbour.origin;
    return { ...common, source: end(monolith), target: end(upstream), database: named ?? neighbour.database, upstream };
  }
  if (named === undefined && !options.abort) {
    checkUrl(options.to);
    const sentence = `Say which database ${scope} gets: --database postgres://…, or ${scope.toUpperCase()}_DATABASE_URL.`;
    throw new DeskFailure(sentence, { exitCode: exitCodes.usage });
  }
  return different({ ...common, source: end(monolith), target: end(options.to), database: named ?? null, upstream: options.to });
}

function different(plan: MovePlan): MovePlan {
  const { source, target, scope } = plan;
  if (new URL(source.origin).origin !== new URL(target.origin).origin) return plan;
  const sentence = `${target.origin} is where ${scope} would be moved from, too: name another one with --to or --from.`;
  throw new DeskFailure(sentence, { exitCode: exitCodes.usage });
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return text;
  throw new DeskFailure(`“${text}” is not the address of a process, such as http://127.0.0.1:8085.`, { exitCode: exitCodes.usage });
}

function describe({ outcome, scope, tables, check }: MoveResult, { source, target, database }: MovePlan): string {
  switch (outcome) {
    case 'moved': {
      const rows = Object.values(tables ?? {}).reduce((sum, table) => sum + table.rows, 0);
      const what = tables ? ` ${Object.keys(tables).length} tables, ${rows} rows, equal on both sides.` : '';
      return `${scope} has moved to ${target.origin}.${what}\nWhat is left at ${source.origin} is a copy, closed for writing.\n`;
    }
    case 'already-moved':
      return `${scope} is at ${target.origin}.\n`;
    case 'undone':
      return `${scope} is at ${source.origin}, as before.\n`;
    case 'nothing-to-undo':
      return `No move of ${scope} is under way.\n`;
    case 'checked': {
      const lines = (check?.tables ?? []).map(({ name, rows }) => `  ${name.padEnd(32)} ${rows}`);
      const messages = Object.entries(check?.messages ?? {}).map(([state, count]) => `${count} ${state}`);
      const first = database === null ? '\nIts database and its process are made first, where they are not there yet.' : '';
      return `${scope} can move from ${source.origin} to ${target.origin}:\n${lines.join('\n')}\nMessages on their way: ${messages.join(', ') || 'none'}${first}\n`;
    }
  }
}
