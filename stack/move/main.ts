import { Refusal } from '../process/failures.ts';
import { isHealthy } from '../process/health.ts';
import { readLastMode } from '../start/data-folder.ts';
import { modeNames } from '../start/settings.ts';
import { isPrepared, type Neighbour, planNeighbour, startNeighbour } from './neighbour.ts';

/**
 * For `desk move`: `node stack/move/main.ts <scope> start|resume|look|back`; answers the address and the database as JSON, or what is wrong.
 * `look` changes nothing and `resume` makes nothing: they answer no database where one is yet to be made, and `look` none whose process does not run.
 */
async function main([scope = '', what = 'look']: readonly string[]): Promise<object> {
  const neighbour = planNeighbour(scope, process.env);
  requirePostgresMode(neighbour);
  const { origin, database, monolithDatabase } = neighbour;
  if (what === 'back') return { origin, database: monolithDatabase };
  const start = () => startNeighbour(neighbour, (line) => console.error(line));
  if (what === 'start') await start();
  else {
    if (!(await isPrepared(neighbour))) return { origin, database: null };
    if (what === 'resume') await start();
    else if (!(await isHealthy(`${origin}/health`))) return { origin, database: null };
  }
  return { origin, database: database.url };
}

function requirePostgresMode({ data, scope }: Neighbour): void {
  const mode = readLastMode(data);
  if (mode === 'postgres' || mode === null) return;
  throw new Refusal(
    mode === 'enterprise'
      ? `The desk on ${data} runs in Enterprise mode, where ${scope} has a process and a database of its own already.`
      : `The desk on ${data} runs in ${modeNames[mode]}, from which nothing can be moved: start it with npm start -- --postgres.`,
  );
}

try {
  console.log(JSON.stringify(await main(process.argv.slice(2))));
} catch (error) {
  console.log(JSON.stringify({ problem: error instanceof Error ? error.message : String(error) }));
  process.exit(1);
}
