import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { listApps, root } from '../../stack/workspace.ts';
import type { ContainerDesk } from './desk-in-containers.ts';

const HEAL_MS = 5 * 60_000;

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
  const { remotes } = (await ask('GET', '/api/gateway/remotes')) as { remotes: { scope: string; remoteEntry: string }[] };
  const built = listApps(root).filter(({ manifest }) => manifest === 'remote.json');
  const entries = await Promise.all(remotes.map(async ({ scope, remoteEntry }) => [scope, (await fetch(remoteEntry)).status] as const));
  assert.deepEqual([...entries].sort(), built.map(({ name }) => [name, 200]).sort());
}

/** Posts a journal entry; then each service is killed, and at last all are restarted, and the entry is still there, posted once. */
export async function postAndLookAgain(desk: ContainerDesk, ask: Session, killed: readonly string[]): Promise<void> {
  await lookAtRemotes(ask);
  const lines = [
    { account: '1110', debit: '12.34' },
    { account: '3100', credit: '12.34' },
  ];
  const { id } = await ask('POST', '/api/resource/journal-entry', { posting_date: '2026-03-02', remark: 'In a container', lines });
  await ask('POST', `/api/resource/journal-entry/${id}/submit`, {});
  const isThere = async () => assert.equal((await ask('GET', `/api/resource/journal-entry/${id}`)).status, 'submitted');
  for (const service of killed) {
    await desk.killProcess(service);
    await eventually(isThere);
  }
  await desk.compose('restart');
  await desk.untilReady();
  await eventually(isThere);
}

/** Writes a master document and finds it again after a restart. */
export async function writeUnit(desk: ContainerDesk, ask: Session): Promise<void> {
  await lookAtRemotes(ask);
  const { id } = await ask('POST', '/api/resource/uom', { uom_name: 'Pallet' });
  await desk.compose('restart');
  await desk.untilReady();
  await eventually(() => ask('GET', `/api/resource/uom/${id}`));
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

async function eventually(look: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + HEAL_MS;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(500);
    }
  }
}
