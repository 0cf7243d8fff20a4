import { referenceContract, usageContract } from '@business-m/protocols';
import { describe, inject } from 'vitest';
import { testCalls } from '../contract/calls-contract.ts';
import { testTransport } from '../contract/transport-contract.ts';
import { freshPrefix, natsLedger, openLink, serveFinance } from '../testing/open-desk.ts';
import { createExampleLedger } from '../testing/samples.ts';
import { natsClient } from './nats-client.ts';
import { natsTransport } from './nats-transport.ts';

/** Two processes as far as NATS can tell: a connection each. */
async function openPair() {
  const options = { servers: [inject('natsUrl')], prefix: freshPrefix() };
  return { near: await openLink(options), far: await openLink(options) };
}

describe('calls over NATS', () => {
  testCalls(async ({ ledger, references, usage }) => {
    const { near, far } = await openPair();
    await serveFinance(far, {
      ledger: { ...createExampleLedger(), ...ledger },
      ...(references ? { references } : {}),
      ...(usage ? { usage } : {}),
    });
    return {
      ledger: natsLedger(near),
      references: natsClient(near, referenceContract, ({ doctype }) => doctype),
      usage: natsClient(near, usageContract, () => 'finance'),
    };
  });
});

describe('messages over NATS', () => {
  testTransport(async ({ ledger }) => {
    const { near, far } = await openPair();
    await serveFinance(far, { ledger });
    return natsTransport(near);
  });
});
