import { describe } from 'vitest';
import { testCalls } from '../contract/calls-contract.ts';
import { testCourier } from '../contract/courier-contract.ts';
import { createExampleLedger } from '../contract/samples.ts';
import { localLedger, localReferences, localUsage } from './local-adapter.ts';
import { localCourier } from './local-courier.ts';

describe('calls in process', () => {
  testCalls(async ({ ledger, references, usage }) => ({
    ledger: localLedger({ ...createExampleLedger(), ...ledger }),
    references: localReferences(references ?? { resolve: async () => [] }),
    usage: localUsage(usage ?? { find: async () => null }),
  }));
});

describe('messages in process', () => {
  testCourier(async ({ ledger }) => localCourier({ ledger }));
});
