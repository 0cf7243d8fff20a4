import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { resolutionSchema } from '@business-m/contract';
import { listApps, root } from '../../stack/workspace.ts';
import type { ContainerDesk } from './desk-in-containers.ts';
import { waitFor } from './waiting.ts';

const HEAL_MS = 15 * 60_000;

/** Asks the desk as one signed-in person; throws for an answer that is no success. */
type Session = (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;

export async function signIn(origin: string, email: string, password: string): Promise<Session> {
  const json = { 'content-type': 'application/json', origin };
  const signedIn = await fetch(`${origin}/api/gateway/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`${email} could not sign in: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method, path, body) => {
    const answer = await fetch(origin + path, { method, headers: { ...json, cookie }, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
}

/** Every remote of the workspace is named by the manifest, and the CDN has its entry. */
async function lookAtRemotes(ask: Session): Promise<void> {
  const { remotes } = resolutionSchema.parse(await ask('GET', '/api/gateway/remotes'));
  const built = listApps(root).filter(({ manifest }) => manifest === 'remote.json');
  const entries = await Promise.all(remotes.map(async ({ scope, remoteEntry }) => [scope, (await fetch(remoteEntry)).status] as const));
  assert.deepEqual([...entries].sort(), built.map(({ name }) => [name, 200]).sort());
}

/** What the vouchers below are posted to, in a desk that begins empty. */
export async function makeAccounts(ask: Session): Promise<void> {
  const accounts = [
    { account_number: '1110', account_name: 'Cash', root_type: 'asset' },
    { account_number: '1300', account_name: 'Stock', root_type: 'asset', purpose: 'inventory' },
    { account_number: '2100', account_name: 'Goods received', root_type: 'liability', purpose: 'goods_received' },
    { account_number: '3100', account_name: 'Capital', root_type: 'equity' },
  ];
  for (const account of accounts) await ask('POST', '/api/resource/account', account);
}

/**
 * Posts a journal entry, and a receipt of stock, whose posting is another domain's; then each service is killed, and at last all are restarted, and
 * both are still there and posted.
 */
export async function postAndLookAgain(desk: ContainerDesk, ask: Session, killed: readonly string[]): Promise<void> {
  await lookAtRemotes(ask);
  const entry = await submit(ask, 'journal-entry', {
    posting_date: '2026-03-02',
    remark: 'In a container',
    lines: [
      { account: '1110', debit: '12.34' },
      { account: '3100', credit: '12.34' },
    ],
  });
  await ask('POST', '/api/resource/uom', { uom_name: 'Pallet' });
  await ask('POST', '/api/resource/item', { item_code: 'IN-A-CONTAINER', item_name: 'In a container', uom: 'Pallet' });
  await ask('POST', '/api/resource/warehouse', { warehouse_code: 'HARBOUR', warehouse_name: 'Harbour' });
  const lines = [{ item: 'IN-A-CONTAINER', qty: '2', rate: '5' }];
  const receipt = await submit(ask, 'stock-entry', { purpose: 'receipt', posting_date: '2026-03-02', to_warehouse: 'HARBOUR', lines });
  const areThere = async () => {
    assert.equal((await ask('GET', `/api/resource/journal-entry/${entry}`)).status, 'submitted');
    assert.equal((await ask('GET', `/api/resource/stock-entry/${receipt}`)).posting_status, 'posted');
  };
  await eventually('the receipt is posted', areThere);
  for (const service of killed) {
    await desk.killProcess(service);
    await eventually(`both vouchers are read after the end of ${service}`, areThere);
  }
  await desk.restart();
  await eventually('both vouchers are read after the restart', areThere);
}

async function submit(ask: Session, doctype: string, values: object): Promise<unknown> {
  const { id } = await ask('POST', `/api/resource/${doctype}`, values);
  await ask('POST', `/api/resource/${doctype}/${id}/submit`, {});
  return id;
}

/** Images hold no tests and no npm, and their processes are nobody special. */
export async function lookAtImages(desk: ContainerDesk, services: readonly string[]): Promise<void> {
  const script = [
    "find / -xdev -type f \\( -name '*.test.*' -o -name '*.spec.*' \\) -not -path '/proc/*' -not -path '/sys/*'",
    'command -v npm npx corepack yarn pnpm || true',
  ].join('; ');
  for (const service of services) {
    const found = await desk.compose('exec', '-T', service, 'sh', '-c', script);
    assert.deepEqual([service, found.split('\n').filter((line) => line && !line.startsWith('find:'))], [service, []]);
    assert.notEqual((await desk.compose('exec', '-T', service, 'id', '-u')).trim(), '0');
  }
}

function eventually(what: string, look: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + HEAL_MS;
  let problem = '';
  const retry = async () => {
    for (;;) {
      try {
        await look();
        return;
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        if (Date.now() > end) throw new Error(`${what}: not after ${HEAL_MS / 60_000} min. ${problem}`, { cause: error });
        await delay(500);
      }
    }
  };
  return waitFor(what, retry, () => `(${problem.slice(0, 200)})`);
}
