import { CannotStart } from './cannot-start.ts';
import { readPlacement } from './environment.ts';
import { migrateDomains } from './migrate/migrate-domains.ts';

const USAGE = 'npm run migrate [-- --check]: brings the databases of M_DOMAINS up to date; --check only says what there is to do.\n';

try {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option !== undefined && option !== '--check')) throw new CannotStart(USAGE.trim());
  const upToDate = await migrateDomains(readPlacement(process.env), {
    checkOnly: option === '--check',
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.exit(upToDate ? 0 : 1);
} catch (error) {
  if (error instanceof CannotStart) process.stderr.write(`migrate: ${error.message}\n`);
  else console.error('migrate:', error);
  process.exit(1);
}
