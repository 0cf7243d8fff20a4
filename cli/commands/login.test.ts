import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { credentials } from '../admin/credentials.ts';
import { deskHere } from '../testing/run-desk.ts';
import { type Call, problem, SECRET, standInGateway } from '../testing/stand-in-gateway.ts';

const SESSION = '/api/gateway/session';
const user = { id: 'u-mira', name: 'Mira Stone', email: 'mira@example.com', roles: ['ops'], tenant: 'demo' };

test('stores a sign-in per gateway, readable by its owner only, and deletes it on logout', async () => {
  const config = await temporaryFolder(onTestFinished);
  const { calls, env, gateway } = await standInGateway({
    [`POST ${SESSION}`]: ({ body }: Call) =>
      (body as { password: string }).password === 'right'
        ? { headers: { 'set-cookie': 'desk_session=abc.def; Path=/; HttpOnly' }, json: { user } }
        : problem(401, 'wrong-credentials', 'The e-mail address or the password is wrong.'),
    [`DELETE ${SESSION}`]: null,
  });
  const me = { ...env, XDG_CONFIG_HOME: config };
  const login = (password: string) => deskHere(['login', '--email', 'mira@example.com', '--password-stdin'], me, `${password}\n`);
  expect(await login('wrong')).toEqual({ code: 1, out: '', err: 'desk: The e-mail address or the password is wrong.\n' });
  expect((await login('right')).out).toMatch(/^Signed in at .* as Mira Stone; kept in .*sessions\.json\.\n$/);
  const file = join(config, 'desk/sessions.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).not.toContain('right');
  await deskHere(['status'], me);
  expect(calls.at(-1)?.headers).toMatchObject({ cookie: 'desk_session=abc.def' });
  expect(calls.at(-1)?.headers.authorization).toBeUndefined();
  expect((await deskHere(['logout'], me)).out).toBe(`Signed out at ${gateway}.\n`);
  expect(calls.at(-1)).toMatchObject({ call: `DELETE ${SESSION}`, headers: { cookie: 'desk_session=abc.def' } });
  expect((await deskHere(['logout'], me)).out).toBe(`You were not signed in at ${gateway}.\n`);
}, 360_000);

test('signs with the local desk’s secret for the local desk only', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data/secrets.json'), JSON.stringify({ SERVICE_SECRET: SECRET }));
  const env = { XDG_CONFIG_HOME: folder, DESK_DATA: join(folder, 'data') };
  for (const here of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])
    expect(await credentials(here, env)).toHaveProperty('authorization');
  for (const elsewhere of ['https://desk.example.com', 'http://localhost.example.com', 'http://127.0.0.1.example.com'])
    expect(await credentials(elsewhere, env)).toEqual({});
  expect(await credentials('https://desk.example.com', { ...env, SERVICE_SECRET: SECRET })).toHaveProperty('authorization');
});
