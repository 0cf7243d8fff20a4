import { referenceContract, usageContract } from '@business-m/protocols';
import { describe, expect, test } from 'vitest';
import { testCalls } from '../contract/calls-contract.ts';
import { testTransport } from '../contract/transport-contract.ts';
import { callOf, createExampleLedger, postContract } from '../testing/samples.ts';
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

test('a fault in process has what was hidden as its cause, for the log', async () => {
  const secret = new TypeError('password is hunter2');
  const fail = async () => {
    throw secret;
  };
  const usage = localClient(usageContract, { find: fail });
  await expect(
    usage.find({ doctype: 'item', id: 'A', change: null, step: 'hold', token: '1', reachedBy: ['item'] }, callOf()),
  ).rejects.toMatchObject({ code: 'fault', cause: secret });
});
