import { type DeskMode, Refusal } from './settings.ts';

const options = {
  '--fresh': 'empties the data folder first',
  '--enterprise': 'one process and one PostgreSQL database a domain, joined by NATS',
  '--postgres': 'all domains in one process on PostgreSQL, with NATS at hand',
};

/** What was typed after `npm start --`. */
export function readCommandLine(given: readonly string[]): { fresh: boolean; mode: DeskMode } {
  const unknown = given.find((option) => !(option in options));
  if (unknown !== undefined) {
    const known = Object.entries(options).map(([name, meaning]) => `${name} (${meaning})`);
    throw new Refusal(`Unknown option ${unknown}; there are ${known.join(', ')}.`);
  }
  const enterprise = given.includes('--enterprise');
  const postgres = given.includes('--postgres');
  if (enterprise && postgres) throw new Refusal('--enterprise and --postgres are two modes: choose one.');
  return { fresh: given.includes('--fresh'), mode: enterprise ? 'enterprise' : postgres ? 'postgres' : 'indie' };
}
