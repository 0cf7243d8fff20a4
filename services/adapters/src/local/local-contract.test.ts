import { referenceContract, usageContract } from '@business-m/protocols';
import { describe } from 'vitest';
import { testCalls } from '../contract/calls-contract.ts';
import { testTransport } from '../contract/transport-contract.ts';
import { createExampleLedger, postContract } from '../testing/samples.ts';
import { localClient } from './local-client.ts';
import { localTransport } from './local-transport.ts';

describe('calls in process', () => {
  testCalls(async ({ ledger, references, usage }) => ({
    ledger: localClient(postContract, { ...createExampleLedger(), ...ledger }),
    references: localClient(referenceContract, references ?? { resolve: async () => [] }),
    usage: localClient(usageContract, usage ?? { find: async () => null }),
  }));
});

describe('messages in process', () => {
  testTransport(async ({ ledger }) => localTransport({ ledger }));
});
