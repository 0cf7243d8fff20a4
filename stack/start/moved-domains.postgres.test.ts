import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase } from '../backing/postgres.ts';
import type { BackingServices } from './backing-services.ts';
import { findMovedDomains, findStrays } from './moved-domains.ts';
import { planServicesProcesses } from './plan-moved-processes.ts';
import { planProcesses } from './processes.ts';
import { readSecrets } from './secrets.ts';

async function openMonolith() {
  const server = inject('postgresUrl');
  const name = `monolith_${process.pid}`;
  await createDatabase(server, name);
  const url = new URL(server);
  url.pathname = name;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    const root = new Client({ connectionString: server });
    await root.connect();
    for (const each of [name, 'moved_wms', 'moved_finance']) await root.query(`drop database if exists ${each} with (force)`);
    await root.end();
  });
  return { url: url.href, server, query: (statement: string) => client.query(statement) };
}

test('finds a moved domain by its mark in the monolith and a database of its own', async () => {
  const { url, server, query } = await openMonolith();
  expect(await findMovedDomains(url)).toEqual(new Map());
  await query('create schema host');
  await query('create table host.domain_home (scope text, state text)');
  await query("insert into host.domain_home values ('wms', 'left'), ('finance', 'leaving'), ('masters', 'left')");
  expect(await findMovedDomains(url)).toEqual(new Map());
  for (const name of ['moved_wms', 'moved_finance']) await createDatabase(server, name);
  expect([...(await findMovedDomains(url))]).toEqual([
    ['finance', 'moving'],
    ['wms', 'moved'],
  ]);
  await query("update host.domain_home set state = 'home'");
  expect(await findMovedDomains(url)).toEqual(new Map());
});

test('a desk on PostgreSQL starts the process of a domain that has moved out, and no other mode does', async () => {
  const { url, server, query } = await openMonolith();
  await query('create schema host');
  await query('create table host.domain_home (scope text, state text)');
  await query("insert into host.domain_home values ('wms', 'left')");
  await createDatabase(server, 'moved_wms');
  const folder = mkdtempSync(join(tmpdir(), 'desk-moved-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const secrets = readSecrets(folder);
  const ports = { desk: 1, cdn: 2, services: 3, masters: 4, finance: 5, wms: 6, nats: 7, postgres: 8 };
  const plan = async (mode: 'postgres' | 'enterprise') => {
    const settings = { mode, ports, data: folder, seed: false };
    const nats = { url: '', user: '', password: '', prefix: '' };
    const backing: BackingServices = { nats, variables: {}, databases: { services: url }, postgres: '' };
    const { services } = planProcesses({ settings, ports, secrets });
    const planned = await planServicesProcesses({ own: services(backing), settings, ports, secrets, backing, say: () => {} });
    return { names: planned.services.map(({ name }) => name), databases: backing.databases, last: planned.services.at(-1) };
  };
  const { names, databases, last } = await plan('postgres');
  expect(names).toEqual(['services', 'wms']);
  expect(databases.wms).toContain('/moved_wms');
  expect(last).toMatchObject({ env: { M_DOMAINS: 'wms', DATABASE_URL: databases.wms }, migrate: { env: { DATABASE_URL: databases.wms } } });
  expect((await plan('enterprise')).names).toEqual(['masters', 'finance', 'wms']);
});

test('reports a manifest that names the wrong upstream for a domain, with the remedy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-strays-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'desk.json');
  const write = (wms: object) => writeFileSync(file, JSON.stringify({ backend: { scopes: { wms } } }));
  const origin = 'http://127.0.0.1:8085';
  const strays = (state: 'home' | 'moved' | 'moving') => findStrays(file, [{ domain: 'wms', origin, state }]);
  expect(strays('home')).toEqual([]);
  write({});
  expect([strays('home'), strays('moved'), strays('moving')]).toEqual([
    [],
    [expect.stringContaining('npm run desk -- move wms --to enterprise puts that right')],
    [expect.stringContaining('run it again, or with --abort')],
  ]);
  write({ upstream: origin });
  expect([strays('home'), strays('moved')]).toEqual([[expect.stringContaining('where nothing runs')], []]);
  write({ upstream: 'http://elsewhere:8085' });
  expect(strays('home')).toEqual([]);
});
