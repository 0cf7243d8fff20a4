import { type Command, Option } from 'commander';
import { desksEnds, servicesOption } from '../backup/desk-ends.ts';
import { onlyOption, readParts } from '../backup/parts.ts';
import { abortRestore, checkRestore, type RestoreResult, runRestore } from '../backup/run-restore.ts';
import { type Desk, describeCommand, gatewayOption } from '../desk.ts';

interface RestoreOptions {
  replace?: true;
  dryRun?: true;
  abort?: true;
  gateway?: string;
  services?: string[];
  only?: string;
  json?: true;
}

export function restoreCommand(desk: Desk): Command {
  return describeCommand('restore', 'put a backup into a running desk whose domains are empty', [
    ['restore /backups/2026-11-30', 'into the desk that runs here, begun with `npm start -- --empty`'],
    ['restore /backups/2026-11-30 --dry-run', 'looks at every byte, and whether this desk can take it'],
    ['restore /backups/2026-11-30 --replace', 'gives up what the desk has'],
    ['restore /backups/2026-11-30 --only users,manifest', 'leaves the data as they are'],
    ['restore /backups/2026-11-30 --abort', 'undoes one that was broken off'],
  ])
    .argument('<folder>', 'a backup')
    .option('--replace', 'into a desk that is not empty: what it has is gone afterwards')
    .addOption(new Option('--dry-run', 'only say what would be restored, and whether it can').conflicts('abort'))
    .option('--abort', 'undo a restore that was broken off')
    .addOption(gatewayOption())
    .addOption(servicesOption())
    .addOption(onlyOption())
    .addHelpText('after', '\nExit code 3 is half way: run it again, or with --abort. Drill: docs/backup.md')
    .action(async (folder: string, options: RestoreOptions) => {
      const signal = desk.stopSignal();
      const parts = readParts(options.only);
      const { services, gateway } = await desksEnds(desk, options, parts);
      const plan = {
        folder: desk.path(folder),
        services,
        gateway,
        parts,
        replace: options.replace === true,
        say: desk.terminal.say,
        signal,
      };
      const result = await (options.abort ? abortRestore(plan) : options.dryRun ? checkRestore(plan) : runRestore(plan));
      desk.terminal.answer(options.json, result, () => describe(result));
    });
}

const HEADS: Record<RestoreResult['outcome'], string> = {
  restored: 'The desk has what it had',
  checked: 'This desk can take what there was',
  undone: 'Undone. The backup is of what there was',
};

function describe({ outcome, takenAt, domains, gateway }: RestoreResult): string {
  const lines = Object.entries(domains).map(([scope, { tables, rows }]) => `  ${scope.padEnd(12)} ${tables} tables, ${rows} rows`);
  for (const { name, outcome: what, kept } of gateway?.documents ?? []) {
    const own = kept.length > 0 ? ` (${kept.join(' and ')} as they are here)` : '';
    lines.push(`  ${'manifest'.padEnd(12)} ${name}: ${what}${own}`);
  }
  if (gateway?.users) lines.push(`  ${'users'.padEnd(12)} ${gateway.users}`);
  return `${HEADS[outcome]} at ${takenAt}:\n${lines.join('\n')}\n`;
}
