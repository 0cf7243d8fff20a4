import { type Command, Option } from 'commander';
import { checkScope } from '../admin/release-name.ts';
import { releasesInHistory } from '../admin/releases-in-history.ts';
import { clientOf, type Desk, describeCommand, type GatewayOptions, gatewayOption, wholeNumber } from '../desk.ts';
import { drawTable } from '../output/table.ts';
import { describeMany } from '../output/words.ts';
import type { GarbageReport } from '../publish/index.ts';
import { loadPublishing, openReleaseTarget } from '../workspace/release-target.ts';

const DAY_MS = 24 * 3_600_000;

type Options = GatewayOptions & { keepDays: number; to?: string; delete?: true };

export function gcCommand(desk: Desk): Command {
  return describeCommand('gc', 'delete releases that nobody can get any more; without --delete it only says which', [
    ['gc', 'what would go from the CDN of this machine’s desk'],
    ['gc --to "s3://desk-releases/remotes?region=eu-central-1" --keep-days 90 --delete'],
    ['gc finance --delete', 'of this remote alone'],
  ])
    .argument('[remotes...]', 'of which; of all when none is named')
    .addOption(
      new Option('--keep-days <days>', 'what any revision or proposal of any environment named since then stays')
        .argParser(wholeNumber(1, 3_650, ' of days,'))
        .default(30),
    )
    .option('--to <target>', 'file:<folder> or s3://bucket/prefix (the CDN folder of this machine’s desk)')
    .option('--delete', 'do it')
    .addOption(gatewayOption())
    .action(async (remotes: string[], options: Options) => {
      const scopes = remotes.map(checkScope);
      const client = clientOf(desk, options);
      const olderThan = new Date(Date.now() - options.keepDays * DAY_MS);
      const { collectGarbage } = await loadPublishing();
      const target = await openReleaseTarget(desk, options.to);
      try {
        const report = await collectGarbage({
          target,
          // Asked right before each deletion: a release may just have been released.
          keep: () => releasesInHistory(client, olderThan),
          olderThan,
          delete: options.delete === true,
          ...(scopes.length > 0 && { scopes }),
          progress: ({ scope, name, done, total }) => desk.terminal.say(`${scope}@${name}: deleted (${done} of ${total})`),
        });
        const answer = { target: target.address, olderThan: olderThan.toISOString(), deleted: options.delete === true, scopes: report };
        desk.terminal.answer(options.json, answer, () => describe(desk, report, options.delete === true));
      } finally {
        await target.close();
      }
    });
}

function describe({ terminal: { paint } }: Desk, report: readonly GarbageReport[], deleted: boolean): string {
  const rows = report.map(({ scope, keep, remove, skipped }) => [
    scope,
    String(keep.length),
    skipped ? '' : String(remove.length),
    skipped ? paint.warn('somebody else is collecting here') : remove.slice(0, 5).join(', ') + (remove.length > 5 ? ', …' : ''),
  ]);
  if (rows.length === 0) return 'Nothing has been published there.\n';
  const table = drawTable(
    [{ title: 'REMOTE' }, { title: 'STAY', align: 'end' }, { title: deleted ? 'DELETED' : 'WOULD GO', align: 'end' }, { title: '' }],
    rows,
    paint.quiet,
  );
  const total = report.reduce((sum, { remove, skipped }) => sum + (skipped ? 0 : remove.length), 0);
  if (deleted || total === 0) return table;
  return `${table}\nNothing was deleted. --delete deletes ${describeMany(total, 'release')}.\n`;
}
