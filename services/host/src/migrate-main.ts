import { readPlacement } from './environment/read-environment.ts';
import { CannotStart } from './environment/variables.ts';
import { migrateDomains } from './migrate/migrate-domains.ts';

const USAGE = `npm run migrate [-- --check | --for-move]: brings the databases of M_DOMAINS up to date; --check only says what there is to do,
--for-move also keeps what is empty closed until desk move has brought the domain there.`;

try {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option !== undefined && option !== '--check' && option !== '--for-move')) throw new CannotStart(USAGE);
  const upToDate = await migrateDomains(readPlacement(process.env), {
    checkOnly: option === '--check',
    forMove: option === '--for-move',
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.exit(upToDate ? 0 : 1);
} catch (error) {
  if (error instanceof CannotStart) process.stderr.write(`migrate: ${error.message}\n`);
  else console.error('migrate:', error);
  process.exit(1);
}
