import { localClient, localTransport } from '@business-m/adapters';
import { type AnyDatabase, createDomainService } from '@business-m/doctype';
import { type Dispatch, type PostRequest, type ReferenceProtocol, referenceContract, type Transport } from '@business-m/protocols';
import { createWms, domainModule } from '@business-m/wms';
import type { Kysely } from 'kysely';
import { benchCall, noConditions, openLedger, openMasters, POSTING_DATE } from './domains.ts';

const items = 'TYR-40-622 CHN-11S CRK-172 BRK-ROT-160 BRK-PAD-01 RIM-700C LGT-REAR SDL-TOUR GRP-LTH LGT-FRT-80'.split(' ');

/** The warehouse on a database of its own. */
export async function openWarehouse(db: Kysely<AnyDatabase>, references: ReferenceProtocol, transport: Transport) {
  const posted = new Map<string, () => void>();
  const told = observed(transport, (voucher) => posted.get(voucher)?.());
  const service = createDomainService(createWms(), { db, references, transport: told });
  await service.migrate();
  for (const { doctype, values } of domainModule.demo(POSTING_DATE)) {
    if (doctype === 'warehouse') await service.documents.create(doctype, values, benchCall(), noConditions);
  }
  service.relay.start();
  return {
    service,
    /** Writes and submits a receipt; settles once it says that it is posted. */
    async receive(index: number): Promise<void> {
      const { id } = await service.documents.create('stock-entry', receiptOf(index), benchCall(), noConditions);
      const { promise, resolve } = Promise.withResolvers<void>();
      posted.set(id, resolve);
      await service.documents.submit('stock-entry', id, benchCall(), noConditions);
      await promise;
      posted.delete(id);
    },
  };
}

/** Two lines; vouchers of different numbers mostly touch different bins. */
export function receiptOf(index: number) {
  const line = (at: number) => ({ item: items[at % items.length] as string, qty: '2', rate: `${(index % 90) + 10}.50` });
  const head = { purpose: 'receipt', posting_date: POSTING_DATE, to_warehouse: 'MAIN', remark: `bench ${index}` };
  return { ...head, lines: [line(index), line(index + 1)] };
}

/** The same transport; says when a voucher's outcome has been written down. */
function observed(transport: Transport, onSettled: (voucher: string) => void): Transport {
  const vouchers = new Map<string, string>();
  return {
    dispatch(message: Dispatch) {
      vouchers.set(message.id, (message.request as PostRequest).voucher.id);
      return transport.dispatch(message);
    },
    listen: (scope, settle) =>
      transport.listen(scope, async (outcome) => {
        await settle(outcome);
        const voucher = vouchers.get(outcome.id);
        if (voucher === undefined || outcome.kind !== 'result') return;
        vouchers.delete(outcome.id);
        onSettled(voucher);
      }),
  };
}

/** All three domains on one database in this process, as Indie mode composes them. */
export async function openIndie(db: Kysely<AnyDatabase>) {
  const masters = await openMasters(db);
  const { ledger } = await openLedger(db);
  return openWarehouse(db, localClient(referenceContract, masters.references), localTransport({ ledger }));
}
