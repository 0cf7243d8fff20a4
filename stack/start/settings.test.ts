import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePorts } from '../process/free-port.ts';
import { root } from '../workspace.ts';
import { ownAddress, personsAddress } from './addresses.ts';
import { takePorts } from './ports.ts';
import { planProcesses } from './processes.ts';
import type { Secrets } from './secrets.ts';
import { manifestFileOf, type PortName, portVariables, readCommandLine, readSettings } from './settings.ts';

test('puts the desk on 8080, 8081, 8082 and in .data without variables', () => {
  const ports = { desk: 8080, cdn: 8081, services: 8082 };
  expect(readSettings({})).toEqual({ mode: 'indie', ports, data: `${root}.data`, env: { DESK_TIME_ZONE: 'Europe/Oslo' }, seed: true });
  expect(readSettings({ DESK_TIME_ZONE: 'Asia/Tokyo' }).env).toEqual({ DESK_TIME_ZONE: 'Asia/Tokyo' });
});

test('reads the ports of the mode alone', () => {
  const behind = { nats: 8422, postgres: 8432 };
  expect(readSettings({}, 'postgres').ports).toEqual({ desk: 8080, cdn: 8081, services: 8082, ...behind });
  expect(readSettings({}, 'enterprise').ports).toEqual({ desk: 8080, cdn: 8081, masters: 8083, finance: 8084, wms: 8085, ...behind });
  expect(readSettings({ WMS_PORT: '8080' }).ports).not.toHaveProperty('wms');
  expect(() => readSettings({ WMS_PORT: '8080' }, 'enterprise')).toThrow('DESK_PORT and WMS_PORT are both 8080');
});

test('takes ports and data from variables; a relative folder is relative to the project', () => {
  const settings = readSettings({ DESK_PORT: '1', CDN_PORT: '2', SERVICES_PORT: '3', DESK_DATA: 'elsewhere' });
  expect(settings).toMatchObject({ ports: { desk: 1, cdn: 2, services: 3 }, data: `${root}elsewhere` });
});

test('takes another manifest file, relative to the project like the data folder', () => {
  expect(readSettings({}).manifestFile).toBeUndefined();
  expect(readSettings({ MANIFEST_FILE: '' }).manifestFile).toBeUndefined();
  expect(readSettings({ MANIFEST_FILE: 'ops/staging.json' }).manifestFile).toBe(`${root}ops/staging.json`);
});

test('has a manifest for each mode: a move in one changes no other', () => {
  const files = (['indie', 'postgres', 'enterprise'] as const).map((mode) => manifestFileOf({ mode }));
  expect([new Set(files).size, files.filter((file) => !existsSync(file))]).toEqual([3, []]);
  expect(manifestFileOf({ mode: 'postgres', manifestFile: '/prod.json' })).toBe('/prod.json');
});

test.each(['0', '65536', '80.5', 'http', '-1'])('refuses the port %s with its variable', (port) => {
  expect(() => readSettings({ CDN_PORT: port })).toThrow(`CDN_PORT is “${port}”`);
});

test('refuses two processes on one port with both variables', () => {
  expect(() => readSettings({ SERVICES_PORT: '8080' })).toThrow('DESK_PORT and SERVICES_PORT are both 8080');
});

test.each(['127.0.0.1', '0.0.0.0'])('refuses a port taken on %s in one sentence with its variable', async (host) => {
  const [desk = 0, cdn = 0, services = 0] = await freePorts(3);
  expect(await takePorts('indie', { desk, cdn, services })).toEqual({ desk, cdn, services });
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(cdn, host, resolve));
  try {
    await expect(takePorts('indie', { desk, cdn, services })).rejects.toThrow(
      new RegExp(`^Port ${cdn} is taken: set CDN_PORT to another one, or stop what uses it\\.$`),
    );
  } finally {
    squatter.close();
  }
});

test('is reached where it listens', async () => {
  const places = (host?: string) => [ownAddress(host), personsAddress(host)];
  expect([undefined, '0.0.0.0', '::', '::1', '127.0.0.2', 'localhost'].map(places)).toEqual([
    ['127.0.0.1', 'localhost'],
    ['127.0.0.1', 'localhost'],
    ['[::1]', 'localhost'],
    ['[::1]', 'localhost'],
    ['127.0.0.2', 'localhost'],
    ['localhost', 'localhost'],
  ]);
  expect(places('192.168.1.5')).toEqual(['192.168.1.5', '192.168.1.5']);
  expect(places('fd00::5')).toEqual(['[fd00::5]', '[fd00::5]']);
  const [desk = 0] = await freePorts(1);
  await expect(takePorts('indie', { desk }, '192.0.2.1')).rejects.toThrow('HOST is “192.0.2.1”, which is no address of this machine.');
  for (const host of ['127.0.0.2', '127.0.0.1', '0.0.0.0', '::1']) expect(await takePorts('indie', { desk }, host)).toMatchObject({ desk });
});

test('tells every process and the command where the others are, on an address of the network too', () => {
  const ports = Object.fromEntries(Object.keys(portVariables).map((name, index) => [name, 9000 + index])) as Record<PortName, number>;
  const plan = (env: NodeJS.ProcessEnv) => planProcesses({ settings: { ...readSettings(env), env }, ports, secrets: {} as Secrets });
  const { origins, gateway, cdn, services } = plan({ HOST: '::1' });
  expect(origins).toEqual({
    desk: 'http://localhost:9000',
    gateway: 'http://[::1]:9000',
    cdn: 'http://localhost:9001',
    services: { services: 'http://[::1]:9002' },
  });
  expect([cdn.health, gateway.health, services(null)[0]?.health].map((url) => new URL(url ?? '').host)).toEqual([
    '[::1]:9001',
    '[::1]:9000',
    '[::1]:9002',
  ]);
  expect(gateway.env).toMatchObject({ CDN_ORIGIN: 'http://localhost:9001', CDN_READ_ORIGIN: 'http://[::1]:9001' });
  expect(plan({ CDN_ORIGIN: 'https://cdn.example' }).gateway.env).not.toHaveProperty('CDN_READ_ORIGIN');
});

test('gives each process without a port a free one', async () => {
  const [desk = 0] = await freePorts(1);
  const ports = await takePorts('enterprise', { desk });
  expect(Object.keys(ports).sort()).toEqual(['cdn', 'desk', 'finance', 'masters', 'nats', 'postgres', 'wms']);
  expect(ports.desk).toBe(desk);
  expect(new Set(Object.values(ports)).size).toBe(7);
});

test.each([
  [[], { fresh: false, empty: false, mode: 'indie' }],
  [['--enterprise', '--fresh'], { fresh: true, empty: false, mode: 'enterprise' }],
  [['--postgres', '--empty'], { fresh: false, empty: true, mode: 'postgres' }],
])('reads the options %j', (given, meaning) => {
  expect(readCommandLine(given)).toEqual(meaning);
});

test('refuses an unknown option with the known ones', () => {
  expect(() => readCommandLine(['--enterprice'])).toThrow(
    /^Unknown option --enterprice; there are --fresh \(.*--enterprise \(.*--postgres \(/,
  );
  expect(() => readCommandLine(['--enterprise', '--postgres'])).toThrow('two modes');
});
