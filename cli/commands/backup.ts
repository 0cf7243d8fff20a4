import { type Command, Option } from 'commander';
import { checkFolder } from '../backup/backup-folder.ts';
import { desksEnds, servicesOption } from '../backup/desk-ends.ts';
import { onlyOption, readParts } from '../backup/parts.ts';
import { type BackupResult, describeBackup, runBackup } from '../backup/run-backup.ts';
import { type Desk, describeCommand, gatewayOption } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';

interface BackupOptions {
  to?: string;
  check?: string;
  gateway?: string;
  services?: string[];
  only?: string;
  json?: true;
}

export function backupCommand(desk: Desk): Command {
  return describeCommand('backup', 'write all domains, the manifest and the users into a folder, while the desk is used', [
    ['backup --to /backups/2026-11-30', 'all domains as they are at one moment; writers wait for a fraction of a second'],
    ['backup --check /backups/2026-11-30', 'looks at every byte of one, and needs no desk'],
    ['backup --to /backups/data --only data --services http://finance:8083 http://wms:8084', 'without a gateway'],
  ])
    .addOption(new Option('--to <folder>', 'an empty folder, or one that is yet to be made').conflicts('check'))
    .option('--check <folder>', 'verify a backup')
    .addOption(gatewayOption())
    .addOption(servicesOption())
    .addOption(onlyOption())
    .addHelpText('after', '\nSecrets and the releases of the CDN are not part of it. Drill: docs/backup.md')
    .action(async (options: BackupOptions) => {
      if (options.check !== undefined) {
        const folder = desk.path(options.check);
        const { backup, seal } = await checkFolder(folder);
        const result = { folder, ...describeBackup(backup), seal };
        return desk.terminal.answer(options.json, result, () => `${folder} is whole.\n${describe(result)}`);
      }
      if (options.to === undefined) throw usageFailure('Say where to with --to, or what to verify with --check.');
      const stop = desk.stopSignal();
      const parts = readParts(options.only);
      if (!parts.data) throw usageFailure('A backup always has the data; manifest and users can be left out.');
      const ends = await desksEnds(desk, options, parts);
      const result = await runBackup({ folder: desk.path(options.to), ...ends, parts, say: desk.terminal.say, signal: stop });
      desk.terminal.answer(
        options.json,
        result,
        () => `${result.folder} is a backup. Writers waited ${result.heldMs} ms.\n${describe(result)}`,
      );
    });
}

function describe({ takenAt, domains, documents, users, bytes, seal }: Omit<BackupResult, 'heldMs'>): string {
  const lines = Object.entries(domains).map(([scope, { tables, rows }]) => `  ${scope.padEnd(12)} ${tables} tables, ${rows} rows`);
  lines.push(`  ${'manifest'.padEnd(12)} ${documents === null ? 'left out' : documents.join(', ')}`);
  lines.push(`  ${'users'.padEnd(12)} ${users === null ? 'left out' : users}`);
  return `Everything as it was at ${takenAt}:\n${lines.join('\n')}\n${bytes} bytes of rows, seal ${seal}\n`;
}
