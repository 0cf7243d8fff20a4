import { Command, InvalidArgumentError, Option } from 'commander';
import { benchModes, drawModes, type Part, parts } from './modes/modes.ts';

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

if (process.argv.length === 2) program.outputHelp();
else await program.parseAsync();
