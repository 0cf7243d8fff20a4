import type { Difference } from '@business-m/contract';
import { differences } from '@business-m/manifest/change';
import type { Command } from 'commander';
import type { AdminClient } from '../admin/admin-client.ts';
import { clientOf, type Desk, describeCommand, type EnvironmentOptions, environmentOf, environmentOption, gatewayOption } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';
import { drawDifferences } from '../output/differences.ts';
import { environmentsBeside, readMergedFile, readText } from '../workspace/environment-files.ts';

interface Sides {
  from: string;
  to: string;
  differences: Difference[];
}

export function diffCommand(desk: Desk): Command {
  return describeCommand('diff', 'compare two revisions, two environments, or a file with what is in effect', [
    ['diff --env prod', 'what its last revision changed'],
    ['diff 118 121 --env prod', 'two revisions'],
    ['diff staging prod', 'two environments'],
    ['diff manifest/environments/prod.json', 'what writing this file would change'],
  ])
    .argument('[from]', 'a revision, an environment or a file')
    .argument('[to]', 'a revision or an environment')
    .addOption(environmentOption())
    .addOption(gatewayOption())
    .action(async (from: string | undefined, to: string | undefined, options: EnvironmentOptions) => {
      const client = clientOf(desk, options);
      const sides = await compare(desk, client, from, to, options);
      desk.terminal.answer(options.json, sides, () => {
        const { paint } = desk.terminal;
        return `${paint.strong(sides.from)} → ${paint.strong(sides.to)}\n${drawDifferences(sides.differences, paint)}`;
      });
    });
}

async function compare(
  desk: Desk,
  client: AdminClient,
  from: string | undefined,
  to: string | undefined,
  options: EnvironmentOptions,
): Promise<Sides> {
  if (from !== undefined && /[./\\]/.test(from)) {
    if (to !== undefined) throw usageFailure('A file is compared with what is in effect: name nothing else.');
    return withFile(client, desk.path(from), options.env);
  }
  if (from !== undefined && to !== undefined && !isNumber(from) && !isNumber(to)) {
    return { from, to, ...(await client.diff({ environment: from, with: to })) };
  }
  if ((from !== undefined && !isNumber(from)) || (to !== undefined && !isNumber(to))) {
    throw usageFailure('Name two revisions, two environments, or one file.');
  }
  const name = await environmentOf(desk, client, options.env);
  const { head } = await client.environment({ environment: name });
  const [older, newer] = [from === undefined ? head.parent : Number(from), to === undefined ? head.number : Number(to)];
  if (older === null) throw usageFailure(`${name} has only one revision, ${head.number}: there is nothing to compare it with.`);
  const found = await client.diff({ environment: name, from: older, to: newer });
  return { from: `${name} ${older}`, to: `${name} ${newer}`, ...found };
}

async function withFile(client: AdminClient, file: string, env: string | undefined): Promise<Sides> {
  const { name } = environmentsBeside(file);
  const environment = env ?? name;
  const { merged, head } = await client.environment({ environment });
  const mine = await readMergedFile(file, await readText(file));
  return { from: `${environment} ${head.number}`, to: file, differences: differences(merged, mine.merged) };
}

const isNumber = (text: string) => /^\d+$/.test(text);
