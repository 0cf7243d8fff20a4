import { connectNats, localLedger, natsLedger } from '@business-m/adapters';
import { openDatabase } from '@business-m/doctype';
import type { LedgerProtocol } from '@business-m/protocols';
import type { NatsServer, PostgresServer } from '@business-m/stack/backing';
import { contest } from '../measure/contest.ts';
import type { Summary } from '../measure/statistics.ts';
import { openBarePostings } from './bare-posting.ts';
import { benchCall } from './call.ts';
import type { BenchOptions } from './calls.ts';
import { openLedger, postingOf } from './ledger.ts';
import { engineConfig, POOL_MAX } from './postgres.ts';
import { accessTo, startRemote } from './remote.ts';

/** `ledger.post` in each mode against a bare transaction that writes the same rows; as many at once as a pool has connections. */
export async function benchPostings(
  { nats, postgres }: { nats: NatsServer; postgres: PostgresServer },
  { rounds, roundMs, folder, say }: BenchOptions,
): Promise<Record<string, Summary>> {
  for (const database of ['bare_posting', 'indie_posting', 'enterprise_posting']) await postgres.createDatabase(database);
  const forBare = await openDatabase(engineConfig(postgres, 'bare_posting'));
  await openLedger(forBare);
  await forBare.destroy();
  const bare = openBarePostings(postgres.url('bare_posting'));

  const inPostgres = await openDatabase(engineConfig(postgres, 'indie_posting'));
  const inPGlite = await openDatabase({ engine: 'pglite', folder: `${folder}/pglite-posting` });
  const onPostgres = localLedger((await openLedger(inPostgres)).ledger);
  const onPGlite = localLedger((await openLedger(inPGlite)).ledger);

  const access = accessTo(nats, 'postings');
  const link = await connectNats(access);
  const enterprise = natsLedger(link);
  const remote = await startRemote({
    role: 'finance',
    nats: access,
    database: engineConfig(postgres, 'enterprise_posting'),
    logFolder: folder,
    ask: () => enterprise.post(postingOf(-1), benchCall()),
  });
  const post = (ledger: LedgerProtocol) => async (index: number) => void (await ledger.post(postingOf(index), benchCall()));
  try {
    return await contest(
      [
        { name: 'bare PostgreSQL, one statement', operation: bare.postAtOnce },
        { name: 'bare PostgreSQL, four', operation: bare.post },
        { name: 'Indie, PostgreSQL', operation: post(onPostgres) },
        { name: 'Indie, PGlite', operation: post(onPGlite) },
        { name: 'Enterprise', operation: post(enterprise) },
      ],
      { rounds, roundMs, concurrency: POOL_MAX, say },
    );
  } finally {
    await remote.stop();
    await link.close();
    await bare.close();
    await Promise.all([inPostgres.destroy(), inPGlite.destroy()]);
  }
}
