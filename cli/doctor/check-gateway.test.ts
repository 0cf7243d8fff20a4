import { expect, test } from 'vitest';
import { standInGateway } from '../testing/stand-in-gateway.ts';
import { checkGateway } from './check-gateway.ts';

const healthy = {
  status: 'ok',
  manifest: { revision: 3 },
  store: { awaySince: null },
  upstreams: { shop: { status: 'up', docTypes: 4 } },
  conflicts: [],
};
const found = async (health: unknown) => {
  const { gateway } = await standInGateway({ 'GET /api/gateway/health': health });
  const findings = await checkGateway(gateway, () => new Date());
  return findings.filter(({ check }) => check !== 'clock').map(({ check, state, message }) => [check, state, message]);
};

test('names both services that claim a DocType', async () => {
  expect(await found({ ...healthy, conflicts: [{ doctype: 'item', owner: 'shop', claimedBy: 'yard' }] })).toEqual([
    ['gateway', 'ok', 'it answers'],
    ['upstream', 'fail', 'shop and yard both claim the DocType item; shop has it'],
  ]);
});

test('says since when the store is away, and passes over members of a newer gateway', async () => {
  expect(await found({ ...healthy, store: { awaySince: '2026-03-01T08:00:00.000Z' }, news: 1 })).toEqual([
    ['gateway', 'ok', 'it answers'],
    ['store', 'warn', expect.stringContaining('away since 2026-03-01T08:00:00.000Z')],
  ]);
});

test.each([{ status: 'ok' }, 'pong', null])('does not take %j for the health of a gateway', async (answer) => {
  expect(await found(answer)).toEqual([['gateway', 'fail', expect.stringContaining('is not that of a gateway')]]);
});
