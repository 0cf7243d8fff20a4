import type { Revision } from '@business-m/contract';
import type { AnswerOf, History } from '@business-m/contract/admin';
import { type Command, Option } from 'commander';
import { type Desk, describeCommand, type EnvironmentOptions, environmentOption, gatewayOption, placeOf, wholeNumber } from '../desk.ts';
import { drawDifferences } from '../output/differences.ts';
import { drawTable } from '../output/table.ts';
import { describeAge, describeAuthor } from '../output/words.ts';

interface Options extends EnvironmentOptions {
  limit: number;
  before?: number;
  patch?: true;
  show?: number;
}

export function historyCommand(desk: Desk): Command {
  return describeCommand('history', 'who changed an environment, when and why, newest first', [
    ['history --env prod'],
    ['history --env prod --patch --limit 5', 'with every value that changed'],
    ['history --env prod --before 120', 'goes on where a page ended'],
    ['history --env prod --show 42', 'one revision with all that it changed; with --json also its text'],
  ])
    .option('-p, --patch', 'with every value that changed')
    .option('--limit <number>', 'at most 100', wholeNumber(1, 100), 20)
    .option('--before <revision>', 'only those before this one', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .addOption(
      new Option('--show <revision>', 'this one alone, with every value that changed')
        .argParser(wholeNumber(1, Number.MAX_SAFE_INTEGER))
        .conflicts(['before', 'patch']),
    )
    .addOption(environmentOption())
    .addOption(gatewayOption())
    .action(async ({ limit, before, patch, show, ...options }: Options) => {
      const { client, environment } = await placeOf(desk, options);
      if (show !== undefined) {
        const shown = await client.revision({ environment, number: String(show) });
        return desk.terminal.answer(options.json, { environment, ...shown }, () => describeRevision(desk, environment, shown));
      }
      const history = await client.history({ environment, limit, ...(before !== undefined && { before }) });
      desk.terminal.answer(options.json, { environment, ...history }, () => describeHistory(desk, environment, history, patch === true));
    });
}

const describeAuthors = ({ author, approvedBy }: Pick<Revision, 'author' | 'approvedBy'>) =>
  describeAuthor(author) + (approvedBy ? `, approved by ${describeAuthor(approvedBy)}` : '');

function describeRevision({ terminal: { paint } }: Desk, environment: string, { revision, differences }: AnswerOf<'revision'>): string {
  const { number, time, reason, evidence } = revision;
  const by = `${describeAuthors(revision)}, ${describeAge(time, new Date())}`;
  const rule = evidence ? `${paint.warn(evidence.rule)}\n` : '';
  return `${paint.strong(`${environment} ${number}`)}  “${reason}” (${by})\n${rule}${drawDifferences(differences, paint)}`;
}

function describeHistory({ terminal: { paint } }: Desk, environment: string, { items, next }: History, patch: boolean): string {
  if (items.length === 0) return `${environment} has no such revisions.\n`;
  const now = new Date();
  const cells = items.map(({ revision }) => [
    String(revision.number),
    describeAge(revision.time, now),
    describeAuthors(revision),
    revision.evidence ? paint.warn(revision.reason) : revision.reason,
  ]);
  const table = drawTable([{ title: 'REVISION', align: 'end' }, { title: 'WHEN' }, { title: 'WHO' }, { title: 'WHY' }], cells, paint.quiet);
  const more = next === null ? '' : paint.quiet(`\nOlder ones: --before ${next}\n`);
  if (!patch) return table + more;
  const [heading, ...lines] = table.split('\n');
  return `${heading}\n${items.map(({ differences }, index) => `${lines[index]}\n${drawDifferences(differences, paint, '          ')}`).join('')}${more}`;
}
