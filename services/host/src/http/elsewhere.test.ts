import { problemSchema } from '@business-m/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHost, type TestHost } from '../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await openTestHost([
    { doctype: 'uom', values: { uom_name: 'Nos' } },
    { doctype: 'uom', values: { uom_name: 'Box' } },
    { doctype: 'uom', values: { uom_name: 'Crate' } },
    { doctype: 'warehouse', values: { warehouse_code: 'MAIN', warehouse_name: 'Main' } },
  ]);
}, 180_000);
afterAll(() => host.close());

const wms = () => {
  const domain = host.domains.find(({ scope }) => scope === 'wms');
  if (!domain) throw new Error('there is no wms');
  return domain;
};
const paths = [
  '/api/resource/warehouse',
  '/api/meta/warehouse',
  '/api/wms/discovery',
  '/api/wms/messages',
  '/api/wms/reports/stock-balance',
];

async function codes(): Promise<string[]> {
  const answers = await Promise.all(paths.map((path) => host.fetch('GET', path, { roles: ['stock', 'ops'] })));
  return Promise.all(
    answers.map(async (answer) => {
      if (answer.ok) return 'ok';
      const { code, status } = problemSchema.parse(await answer.json());
      return `${status} ${code} ${answer.headers.get('retry-after')}`;
    }),
  );
}

test('begins nothing in a paused domain, hides it from others, and resumes', async () => {
  await wms().pause();
  expect(await codes()).toEqual(paths.map(() => '421 moving 1'));
  expect((await host.fetch('GET', '/api/resource/uom')).status).toBe(200);
  const answer = await host.fetch('DELETE', '/api/resource/uom/Box', { headers: { 'if-match': '*' } });
  expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 503, code: 'unavailable' });
  await wms().resume();
  expect(await codes()).toEqual(paths.map(() => 'ok'));
});

test('answers nothing for a moved domain and forwards what needs it', async () => {
  await wms().giveUp();
  expect(await codes()).toEqual(paths.map(() => '421 moved 1'));
  const health = (await (await host.processFor('/api/wms').app.request('/health')).json()) as {
    domains: Record<string, { state: string }>;
  };
  expect(health.domains.wms?.state).toBe('given-up');
  // Nobody else has it in this test: so nobody says that a unit may go.
  const answer = await host.fetch('DELETE', '/api/resource/uom/Crate', { headers: { 'if-match': '*' } });
  expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 503, code: 'unavailable' });
  await wms().resume();
  expect((await host.fetch('DELETE', '/api/resource/uom/Crate', { headers: { 'if-match': '*' } })).status).toBe(204);
});
