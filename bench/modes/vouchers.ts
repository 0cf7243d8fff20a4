import { connectNats, natsClient, natsTransport } from '@business-m/adapters';
import { openDatabase } from '@business-m/doctype';
import { type ReferenceRequest, referenceContract } from '@business-m/protocols';
import type { NatsServer, PostgresServer } from '@business-m/stack/backing';
import { contest } from '../measure/contest.ts';
import { openBareVouchers } from './bare-voucher.ts';
import type { BenchOptions } from './calls.ts';
import { benchCall } from './domains.ts';
import { engineConfig, POOL_MAX } from './postgres.ts';
import { accessTo, startRemote } from './remote.ts';
import { openIndie, openWarehouse } from './warehouse.ts';

const STOP_MS = 5_000;

/** Whole vouchers, from the draft to “posted” standing on them, in each mode against one bare transaction that writes the same rows. */
export async function benchVouchers(nats: NatsServer, postgres: PostgresServer, { rounds, roundMs, folder, say }: BenchOptions) {
  for (const database of ['bare_voucher', 'indie_voucher', 'masters', 'finance', 'wms']) await postgres.createDatabase(database);
  const forBare = await openDatabase(engineConfig(postgres, 'bare_voucher'));
  const template = await openIndie(forBare);
  await template.service.relay.stop(STOP_MS);
  await forBare.destroy();
  const bare = openBareVouchers(postgres.url('bare_voucher'));

  const inPostgres = await openDatabase(engineConfig(postgres, 'indie_voucher'));
  const inPGlite = await openDatabase({ engine: 'pglite', folder: `${folder}/pglite-voucher` });
  const [onPostgres, onPGlite] = [await openIndie(inPostgres), await openIndie(inPGlite)];

  const access = accessTo(nats, 'vouchers');
  const link = await connectNats(access);
  const references = natsClient(link, referenceContract, ({ doctype }) => doctype);
  const startDomain = (role: 'masters' | 'finance', request: ReferenceRequest) => {
    const ask = () => references.resolve(request, benchCall());
    return startRemote({ role, nats: access, database: engineConfig(postgres, role), logFolder: folder, ask });
  };
  const remotes = [
    await startDomain('masters', { doctype: 'item', ids: ['CHN-11S'] }),
    await startDomain('finance', { doctype: 'account', ids: [] }),
  ];
  const inEnterprise = await openDatabase(engineConfig(postgres, 'wms'));
  const enterprise = await openWarehouse(inEnterprise, references, natsTransport(link));
  try {
    return await contest(
      [
        { name: 'bare PostgreSQL', operation: bare.receive },
        { name: 'Indie, PostgreSQL', operation: onPostgres.receive },
        { name: 'Indie, PGlite', operation: onPGlite.receive },
        { name: 'Enterprise', operation: enterprise.receive },
      ],
      { rounds, roundMs, concurrency: POOL_MAX, say },
    );
  } finally {
    await Promise.all([onPostgres, onPGlite, enterprise].map(({ service }) => service.relay.stop(STOP_MS)));
    for (const remote of remotes) await remote.stop();
    await link.close();
    await bare.close();
    await Promise.all([inPostgres, inPGlite, inEnterprise].map((db) => db.destroy()));
  }
}
