import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment, readPlacement } from './read-environment.ts';
import type { Variables } from './variables.ts';

const SERVICE_SECRET = 'x'.repeat(32);
const secret = { SERVICE_SECRET };
const embedded = (schema: string) => ({ database: { engine: 'pglite', folder: '.data/db' }, schema });
const postgres = { engine: 'postgres', host: 'db', port: 5432, user: 'desk', password: '', ssl: false, poolMax: 10 };

test('requires only the secret', () => {
  expect(readEnvironment(secret)).toEqual({
    SERVICES_PORT: 8082,
    HOST: '127.0.0.1',
    DESK_DATA: '.data',
    SERVICE_SECRET,
    DESK_TENANT: 'demo',
    DESK_TIME_ZONE: 'UTC',
    DESK_SEED: '',
    LOG_LEVEL: 'info',
    mode: 'indie',
    domains: ['masters', 'finance', 'wms'],
    databases: { masters: embedded('masters'), finance: embedded('finance'), wms: embedded('wms') },
    nats: null,
    faultPoints: null,
  });
});

test('reports each wrong variable in one sentence with its name', () => {
  const wrong = () =>
    readEnvironment({ SERVICE_SECRET: 'short', SERVICES_PORT: 'http', DESK_TIME_ZONE: 'Oslo', DESK_SEED: 'all', LOG_LEVEL: 'loud' });
  expect(wrong).toThrow(
    [
      'SERVICES_PORT is a port number from 0 to 65535.',
      'SERVICE_SECRET is too short: the secret shared with the gateway has at least 32 characters.',
      'DESK_TIME_ZONE is “Oslo”, which is no time zone: give its IANA name, such as Europe/Oslo.',
      'DESK_SEED is “demo” or not set.',
      'LOG_LEVEL is a log level such as “info”.',
    ].join('\n'),
  );
  expect(() => readEnvironment({})).toThrow('SERVICE_SECRET is missing');
});

test('knows the demo company’s name and currency, and takes others', () => {
  const told = (variables: Variables) => {
    const { DESK_COMPANY, DESK_CURRENCY } = readEnvironment({ ...secret, ...variables });
    return [DESK_COMPANY, DESK_CURRENCY];
  };
  expect(told({})).toEqual([undefined, undefined]);
  expect(told({ DESK_SEED: 'demo' })).toEqual(['Halden Trading', 'NOK']);
  expect(told({ DESK_SEED: 'demo', DESK_COMPANY: ' 東京商店 ', DESK_CURRENCY: 'JPY' })).toEqual(['東京商店', 'JPY']);
  expect(told({ DESK_COMPANY: 'x', DESK_CURRENCY: ' eur' })).toEqual(['x', 'EUR']);
});

test('orders domains by dependency and accepts any subset', () => {
  const { domains, databases, nats } = readEnvironment({
    ...secret,
    M_MODE: 'enterprise',
    M_DOMAINS: 'wms, finance',
    DATABASE_URL: 'postgres://desk:p%40ss@db/books?sslmode=verify-full',
    WMS_DATABASE_NAME: 'stock',
    WMS_DATABASE_POOL: '4',
    NATS_URL: 'nats://a:4222,tls://b:4222',
    NATS_USER: 'desk',
    NATS_PASSWORD: 'secret',
    NATS_REPLICAS: '3',
  });
  const tls = { ssl: { rejectUnauthorized: true }, password: 'p@ss' };
  expect(domains).toEqual(['finance', 'wms']);
  expect(databases).toEqual({
    finance: { schema: 'finance', database: { ...postgres, ...tls, database: 'books' } },
    wms: { schema: 'wms', database: { ...postgres, ...tls, database: 'stock', poolMax: 4 } },
  });
  expect(nats).toEqual({
    servers: ['nats://a:4222', 'tls://b:4222'],
    name: 'services',
    prefix: 'desk',
    replicas: 3,
    user: 'desk',
    password: 'secret',
  });
});

test('builds an address from parts or a URL, and schemas from a pattern', () => {
  const { databases } = readPlacement({
    M_DOMAINS: 'wms',
    DATABASE_HOST: 'db',
    DATABASE_PORT: '5433',
    DATABASE_USER: 'desk',
    DATABASE_PASSWORD: 'secret',
    DATABASE_NAME: 'stock',
    DATABASE_SCHEMA: 'acme_{domain}',
    DATABASE_SSL: 'require',
  });
  expect(databases.wms).toEqual({
    schema: 'acme_wms',
    database: { ...postgres, port: 5433, password: 'secret', database: 'stock', ssl: { rejectUnauthorized: false } },
  });
});

const url = { DATABASE_URL: 'postgres://desk:hush@db/books' };
const enterprise = { M_MODE: 'enterprise', NATS_URL: 'nats://a', ...url };
test.each<[variables: Record<string, string>, sentence: string]>([
  [{ M_MODE: 'both' }, 'M_MODE is “indie” or “enterprise”.'],
  [{ M_DOMAINS: 'wms,payroll' }, 'M_DOMAINS is a list of domains out of masters, finance, wms, with commas between them.'],
  [{ ...url, M_MODE: 'enterprise' }, 'NATS_URL is missing: in enterprise mode the domains reach each other over NATS.'],
  [
    { M_MODE: 'enterprise', NATS_URL: 'nats://a', M_DOMAINS: 'wms' },
    'DATABASE_URL is missing for the domain wms: in enterprise mode each domain has a PostgreSQL database (WMS_DATABASE_URL gives it one of its own).',
  ],
  [
    { ...enterprise, NATS_USER: 'a', NATS_PASSWORD: 'hush', NATS_TOKEN: 'hush' },
    'NATS_USER and NATS_TOKEN are set: one way to sign in is enough.',
  ],
  [{ ...enterprise, NATS_USER: 'a' }, 'NATS_USER and NATS_PASSWORD belong together.'],
  [{ ...enterprise, NATS_CERT: import.meta.filename }, 'NATS_CERT and NATS_KEY belong together.'],
  [{ ...enterprise, NATS_CA: '/nowhere/ca.pem' }, 'NATS_CA names a file that is not there: /nowhere/ca.pem.'],
  [
    { ...enterprise, NATS_URL: 'nats://me:hush@a' },
    'NATS_URL holds a name or a password: they belong into NATS_USER and NATS_PASSWORD, so that no log shows them.',
  ],
  [
    { ...enterprise, NATS_URL: 'a:4222' },
    'NATS_URL is a list of addresses such as nats://host:4222 or tls://host:4222, with commas between them.',
  ],
  [{ ...enterprise, NATS_PREFIX: 'a.b' }, 'NATS_PREFIX has 1 to 32 lower-case letters, digits and hyphens.'],
  [{ ...enterprise, NATS_REPLICAS: '2' }, 'NATS_REPLICAS is 1, 3 or 5.'],
  [
    { ...url, DATABASE_SCHEMA: 'desk' },
    'DATABASE_SCHEMA gives masters and finance the same schema “desk” of one database: leave it out, or write {domain} into it.\n' +
      'DATABASE_SCHEMA gives finance and wms the same schema “desk” of one database: leave it out, or write {domain} into it.',
  ],
  [
    { ...url, WMS_DATABASE_SCHEMA: 'host' },
    'WMS_DATABASE_SCHEMA is a name of lower-case letters, digits and underscores in which {domain} may stand; “host” cannot be used.',
  ],
  [{ DATABASE_URL: 'mysql://me:hush@db/books' }, 'DATABASE_URL has the form postgres://user:password@host:5432/database.'],
  [{ DATABASE_URL: 'postgres://me:hush@db/books?x=1' }, 'DATABASE_URL has a parameter “x”; only sslmode is known.'],
  [{ ...url, DATABASE_HOST: 'other' }, 'DATABASE_URL and DATABASE_HOST are both set: one of them is enough.'],
  [{ ...url, DATABASE_PASSWORD: 'hush' }, 'DATABASE_URL holds a password and DATABASE_PASSWORD is set: one of them is enough.'],
  [{ DESK_TIME_ZONE_BEFORE: 'Oslo' }, 'DESK_TIME_ZONE_BEFORE is “Oslo”, which is no time zone: give its IANA name, such as Europe/Oslo.'],
  [{ DESK_CURRENCY: 'kroner' }, 'DESK_CURRENCY is “KRONER”, which is no currency: give its ISO 4217 code, such as EUR.'],
  [{ DESK_CURRENCY: 'KWD' }, 'DESK_CURRENCY is “KWD”, which is counted to 3 digits after the point, and the books keep 2.'],
  [{ DESK_COMPANY: 'Two\nLines' }, 'DESK_COMPANY is a name of 1 to 120 characters in one line.'],
  [{ ...url, DATABASE_POOL: '0' }, 'DATABASE_POOL is a whole number from 1 to 200.'],
  [{ ...url, WMS_DATABASE_PORT: '70000' }, 'WMS_DATABASE_PORT is a whole number from 1 to 65535.'],
  [{ ...url, DATABASE_SSL: 'prefer' }, 'DATABASE_SSL is one of disable, require, no-verify, verify-ca, verify-full.'],
  [
    { M_DOMAINS: 'wms', DATABASE_HOST: 'db', DATABASE_NAME: 'stock' },
    'DATABASE_USER is missing for the domain wms, whose other DATABASE_ variables are set.',
  ],
  [{ M_FAULT_POINTS: 'outbox.committed:0.1', NODE_ENV: 'production' }, 'M_FAULT_POINTS is set: in production no process kills itself.'],
])('refuses %j without quoting secrets', (variables, sentence) => {
  const attempt = () => readEnvironment({ ...secret, ...variables });
  expect(attempt).toThrow(expect.objectContaining({ message: sentence }));
  expect(sentence).not.toContain('hush');
});

test('validates fault points', () => {
  const read = (M_FAULT_POINTS: string) => readEnvironment({ ...secret, M_FAULT_POINTS }).faultPoints;
  for (const wrong of ['outbox', 'outbox.lost:0.1', 'outbox.committed:2', 'outbox.committed:0.1;sead=1', 'outbox.committed:0.1;seed=1;x']) {
    expect(() => read(wrong), wrong).toThrow(
      'M_FAULT_POINTS has the form “outbox.committed:0.02;seed=7”, with points out of outbox.committed',
    );
  }
  expect(read('receiver.committed:0.02, outbox.committed:1;seed=7')).toEqual({
    probabilities: new Map([
      ['receiver.committed', 0.02],
      ['outbox.committed', 1],
    ]),
    seed: 7,
  });
});

test('passes certificate files on unread', () => {
  const file = join(tmpdir(), `host-${process.pid}.creds`);
  writeFileSync(file, 'hush');
  const { nats } = readEnvironment({ ...secret, ...enterprise, NATS_CREDENTIALS: file, NATS_CA: file });
  expect(nats).toMatchObject({ credentialsFile: file, tls: { caFile: file } });
});
