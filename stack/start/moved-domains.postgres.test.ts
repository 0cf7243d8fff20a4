import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase } from '../backing/postgres.ts';
import { findMovedDomains, findStrays } from './moved-domains.ts';

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
