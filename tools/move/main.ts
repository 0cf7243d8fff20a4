import { Refusal } from '../start/settings.ts';
import { planNeighbour } from './neighbour.ts';
import { startNeighbour } from './start-neighbour.ts';

/** For `desk move`: `node tools/move/main.ts <scope> start|look|back`; answers the address and the database as JSON. */
async function main([scope = '', what = 'look']: readonly string[]): Promise<void> {
  const neighbour = planNeighbour(scope, process.env);
  if (what === 'start') await startNeighbour(neighbour, (line) => console.error(line));
  const database = what === 'back' ? neighbour.monolithDatabase : neighbour.database.url;
  console.log(JSON.stringify({ origin: neighbour.origin, database }));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
