import { connectNats, localClient, natsClient } from '@business-m/adapters';
import { type ReferenceRequest, referenceContract } from '@business-m/protocols';
import type { NatsServer } from '@business-m/stack/backing';
import { contest } from '../measure/contest.ts';
import { benchCall, echoReferences } from './domains.ts';
import { accessTo, startRemote } from './remote.ts';

const lookUp: ReferenceRequest = {
  doctype: 'item',
  ids: ['CHN-11S', 'TYR-40-622', 'CRK-172'],
  fields: ['is_stock_item', 'allow_negative_stock', 'disabled', 'uom'],
};

export interface BenchOptions {
  rounds: number;
  roundMs: number;
  folder: string;
  say: (line: string) => void;
}

/** The way of a call and back, one after the other: in process, and to another process over NATS. Who is called does nothing. */
export async function benchCalls(nats: NatsServer, { rounds, roundMs, folder, say }: BenchOptions) {
  const access = accessTo(nats, 'echo');
  const link = await connectNats(access);
  const references = natsClient(link, referenceContract, ({ doctype }) => doctype);
  const remote = await startRemote({ role: 'echo', nats: access, logFolder: folder, ask: () => references.resolve(lookUp, benchCall()) });
  const referencesHere = localClient(referenceContract, echoReferences);
  try {
    return await contest(
      [
        { name: 'references.resolve, local', operation: async () => void (await referencesHere.resolve(lookUp, benchCall())) },
        { name: 'references.resolve, NATS', operation: async () => void (await references.resolve(lookUp, benchCall())) },
      ],
      { rounds, roundMs, concurrency: 1, say },
    );
  } finally {
    await remote.stop();
    await link.close();
  }
}
