import { Command, InvalidArgumentError, Option } from 'commander';
import { benchManifest, drawManifest } from './manifest/manifest.ts';
import { benchModes, drawModes, type Part, parts } from './modes/modes.ts';
import { benchResolution, drawResolution } from './resolution/resolution.ts';
import { benchShellStart, drawShellStart } from './shell-start/shell-start.ts';

const whole = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return value;
};

const program = new Command('bench').description('Side-by-side measurements of what is claimed. Nothing fails for being slow.');
program
  .command('modes')
  .description('calls, postings and whole vouchers: in process, over NATS, on PGlite and PostgreSQL, against a bare transaction')
  .option('--rounds <count>', 'rounds that count', whole, 5)
  .option('--seconds <count>', 'of each contender in each round', whole, 3)
  .addOption(new Option('--only <part...>', 'less than everything').choices(parts).default([...parts]))
  .option('--json', 'the whole report as JSON')
  .action(async ({ only, rounds, seconds, json }: { only: Part[]; rounds: number; seconds: number; json?: boolean }) => {
    const report = await benchModes({ only, rounds, roundMs: seconds * 1_000, say: (line) => console.error(`  ${line}`) });
    console.log(json ? JSON.stringify(report, null, 2) : `\n${drawModes(report)}`);
  });

program
  .command('manifest')
  .description('an edit until three gateway processes on one NATS serve it, beside a bare put that three watchers see')
  .option('--edits <count>', 'edits that count', whole, 300)
  .option('--json', 'every latency as JSON')
  .action(async ({ edits, json }: { edits: number; json?: boolean }) => {
    const measured = await benchManifest({ edits, say: (line) => console.error(`  ${line}`) });
    console.log(json ? JSON.stringify(measured, null, 2) : `\n${drawManifest(measured)}`);
  });

program
  .command('resolution')
  .description('one caller’s release set out of 2, 10, 100 and 1,000 remotes, beside a plain copy of what they say')
  .option('--rounds <count>', 'rounds that count', whole, 5)
  .option('--seconds <count>', 'of each contender in each round', whole, 1)
  .option('--json', 'the whole report as JSON')
  .action(async ({ rounds, seconds, json }: { rounds: number; seconds: number; json?: boolean }) => {
    const results = await benchResolution({ rounds, roundMs: seconds * 1_000, say: (line) => console.error(`  ${line}`) });
    console.log(json ? JSON.stringify(results, null, 2) : `\n${drawResolution(results)}`);
  });

program
  .command('shell-start')
  .description('cold starts of the built desk in Chromium with 2, 10, 50 and 1,000 remotes in the manifest')
  .option('--rounds <count>', 'rounds, each with all fleets', whole, 5)
  .option('--starts <count>', 'of each fleet in a round, the first of which does not count', whole, 6)
  .option('--screens <count>', 'of each remote beyond the first two', whole, 5)
  .option('--json', 'every start as JSON')
  .action(async ({ json, ...options }: { rounds: number; starts: number; screens: number; json?: boolean }) => {
    const measured = await benchShellStart({ ...options, say: (line) => console.error(`  ${line}`) });
    console.log(json ? JSON.stringify(measured, null, 2) : `\n${drawShellStart(measured)}`);
  });

if (process.argv.length === 2) program.outputHelp();
else await program.parseAsync();
