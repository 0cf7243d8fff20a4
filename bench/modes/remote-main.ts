/** One domain in a process of its own, as Enterprise mode runs it; `BENCH_ROLE` says which. Without a database it answers from memory. */
import { connectNats, serveNats } from '@business-m/adapters';
import { openDatabase, type PostgresConfig } from '@business-m/doctype';
import { echoLedger, echoReferences, echoUsage } from './echo.ts';
import { openLedger } from './ledger.ts';
import { openMasters } from './masters.ts';
import type { NatsAccess } from './remote.ts';

const role = process.env.BENCH_ROLE;
const nats = JSON.parse(process.env.BENCH_NATS ?? 'null') as NatsAccess;
const database = JSON.parse(process.env.BENCH_DATABASE ?? 'null') as PostgresConfig | null;
const link = await connectNats(nats);

if (role === 'echo') {
  await serveNats(link, {
    scope: 'finance',
    ledger: echoLedger,
    references: { protocol: echoReferences, doctypes: ['item'] },
    usage: echoUsage,
  });
} else {
  if (!database) throw new Error(`${role} needs a database`);
  const db = await openDatabase(database);
  if (role === 'finance') {
    const { ledger, service } = await openLedger(db);
    await serveNats(link, {
      scope: 'finance',
      ledger,
      references: { protocol: service.references, doctypes: ['account'] },
      usage: service.usage,
    });
  } else {
    const service = await openMasters(db);
    const doctypes = service.discovery.docTypes.map(({ doctype }) => doctype);
    await serveNats(link, { scope: 'masters', references: { protocol: service.references, doctypes }, usage: service.usage });
  }
}
process.once('SIGTERM', () => process.exit(0));
