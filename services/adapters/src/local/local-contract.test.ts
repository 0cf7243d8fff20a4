import { describe } from 'vitest';
import { testCalls } from '../contract/calls-contract.ts';
import { createExampleLedger } from '../contract/samples.ts';
import { testTransport } from '../contract/transport-contract.ts';
import { localLedger, localReferences, localUsage } from './local-adapter.ts';
import { localTransport } from './local-transport.ts';

describe('calls in process', () => {
  testCalls(async ({ ledger, references, usage }) => ({
    ledger: localLedger({ ...createExampleLedger(), ...ledger }),
    references: localReferences(references ?? { resolve: async () => [] }),
    usage: localUsage(usage ?? { find: async () => null }),
  }));
});

describe('messages in process', () => {
  testTransport(async ({ ledger }) => localTransport({ ledger }));
});
