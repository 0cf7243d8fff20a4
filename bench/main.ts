import { Command, InvalidArgumentError, Option } from 'commander';
import { benchChildTable, drawChildTable } from './child-table/child-table.ts';
import { benchManifest, drawManifest } from './manifest/manifest.ts';
import { benchModes, drawModes, parts } from './modes/modes.ts';
import { benchResolution, drawResolution } from './resolution/resolution.ts';
import { benchShellStart, drawShellStart } from './shell-start/shell-start.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return value;
};
const number = (flag: string, meaning: string, absent: number) => new Option(`--${flag} <count>`, meaning).argParser(whole).default(absent);

const program = new Command('bench').description('Side-by-side measurements of what is claimed. Nothing fails for being slow.');

/** A measurement with its options; `measure` gets them by name, and `draw` makes a table of its report. */
function addBench<Options extends object, Report>(
  [name, description]: [string, string],
  options: readonly Option[],
  measure: (options: Options & { say: (line: string) => void }) => Promise<Report>,
  draw: (report: Report) => string,
): void {
  const command = program.command(name).description(description).option('--json', 'the whole report as JSON');
  for (const option of options) command.addOption(option);
  command.action(async ({ json, ...given }: Options & { json?: boolean }) => {
    const report = await measure({ ...(given as unknown as Options), say: (line) => console.error(`  ${line}`) });
    console.log(json ? JSON.stringify(report, null, 2) : `\n${draw(report)}`);
  });
}

addBench(
  ['modes', 'calls, postings and whole vouchers: in process, over NATS, on PGlite and PostgreSQL, against a bare transaction'],
  [
    number('rounds', 'rounds that count', 5),
    number('seconds', 'of each contender in each round', 3),
    new Option('--only <part...>', 'less than everything').choices(parts).default([...parts]),
  ],
  benchModes,
  drawModes,
);
addBench(
  ['manifest', 'an edit until three gateway processes on one NATS serve it, beside a bare put that three watchers see'],
  [number('edits', 'edits that count', 300)],
  benchManifest,
  drawManifest,
);
addBench(
  ['resolution', 'one caller’s release set out of 2, 10, 100 and 1,000 remotes, beside a plain copy of what they say'],
  [number('rounds', 'rounds that count', 5), number('seconds', 'of each contender in each round', 1)],
  benchResolution,
  drawResolution,
);
addBench(
  ['shell-start', 'cold starts of the built desk in Chromium with 2, 10, 50 and 1,000 remotes in the manifest'],
  [
    number('rounds', 'rounds, each with all fleets', 5),
    number('starts', 'of each fleet in a round, the first of which does not count', 6),
    number('screens', 'of each remote beyond the first two', 5),
  ],
  benchShellStart,
  drawShellStart,
);
addBench(
  ['child-table', 'a block pasted into the lines of a journal entry, and what a keystroke costs then, in Chromium'],
  [number('rounds', 'pages, the first of which does not count', 6), number('rows', 'rows that are pasted', 300)],
  benchChildTable,
  drawChildTable,
);

if (process.argv.length === 2) program.outputHelp();
else await program.parseAsync();
