import { localClient } from '@business-m/adapters';
import { openDatabase } from '@business-m/doctype';
import { type LedgerProtocol, ledgerContract } from '@business-m/protocols';
import type { PostgresServer } from '@business-m/stack/backing';
import { contest } from '../measure/contest.ts';
import { openBarePostings } from './bare-posting.ts';
import type { BenchOptions } from './calls.ts';
import { benchCall, openLedger, postingOf } from './domains.ts';
import { engineConfig, POOL_MAX } from './postgres.ts';

/** `ledger.post` on each database against a bare transaction that writes the same rows; as many at once as a pool has connections. */
export async function benchPostings(postgres: PostgresServer, { rounds, roundMs, folder, say }: BenchOptions) {
  for (const database of ['bare_posting', 'indie_posting']) await postgres.createDatabase(database);
  const forBare = await openDatabase(engineConfig(postgres, 'bare_posting'));
  await openLedger(forBare);
  await forBare.destroy();
  const bare = openBarePostings(postgres.url('bare_posting'));

  const inPostgres = await openDatabase(engineConfig(postgres, 'indie_posting'));
  const inPGlite = await openDatabase({ engine: 'pglite', folder: `${folder}/pglite-posting` });
  const onPostgres = localClient(ledgerContract, (await openLedger(inPostgres)).ledger);
  const onPGlite = localClient(ledgerContract, (await openLedger(inPGlite)).ledger);

  const post = (ledger: LedgerProtocol) => async (index: number) => void (await ledger.post(postingOf(index), benchCall()));
  try {
    return await contest(
      [
        { name: 'bare PostgreSQL, one statement', operation: bare.postAtOnce },
        { name: 'bare PostgreSQL, four', operation: bare.post },
        { name: 'Indie, PostgreSQL', operation: post(onPostgres) },
        { name: 'Indie, PGlite', operation: post(onPGlite) },
      ],
      { rounds, roundMs, concurrency: POOL_MAX, say },
    );
  } finally {
    await bare.close();
    await Promise.all([inPostgres.destroy(), inPGlite.destroy()]);
  }
}
