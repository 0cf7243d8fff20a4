/** One domain in a process of its own, as Enterprise mode runs it; `BENCH_ROLE` says which. Without a database it answers from memory. */
import { connectNats, served, serveNats } from '@business-m/adapters';
import { openDatabase, type PostgresConfig } from '@business-m/doctype';
import { referenceContract } from '@business-m/protocols';
import { echoReferences, openLedger, openMasters } from './domains.ts';
import type { NatsAccess } from './remote.ts';

const role = process.env.BENCH_ROLE;
// Not parsed: written by `remote.ts` beside it, which starts this process.
const nats = JSON.parse(process.env.BENCH_NATS ?? 'null') as NatsAccess;
const database = JSON.parse(process.env.BENCH_DATABASE ?? 'null') as PostgresConfig | null;
const link = await connectNats(nats);

if (role === 'echo') {
  await serveNats(link, { scope: 'finance', calls: [served(referenceContract, echoReferences, ['item'])], messages: {} });
} else {
  if (!database) throw new Error(`${role} needs a database`);
  const db = await openDatabase(database);
  const { service, ledger } = role === 'finance' ? await openLedger(db) : { service: await openMasters(db), ledger: undefined };
  const doctypes = service.discovery.docTypes.map(({ doctype }) => doctype);
  await serveNats(link, {
    scope: service.domain.scope,
    calls: [served(referenceContract, service.references, doctypes)],
    messages: { ledger },
  });
}
process.once('SIGTERM', () => process.exit(0));
