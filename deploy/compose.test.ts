import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes as domains } from '../services/domains/src/index.ts';
import { containerConfig } from '../stack/backing/nats-container.ts';
import { readCompose } from './testing/compose.ts';
import { inheritedInstructions, readStages } from './testing/dockerfile.ts';

const here = import.meta.dirname;
const stages = readStages(readFileSync(join(here, '../Dockerfile'), 'utf8'));
const indie = readCompose('compose.yaml');
const enterprise = readCompose('compose.enterprise.yaml');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-compose-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['compose.yaml', indie],
  ['compose.enterprise.yaml', enterprise],
])('%s', (_, { services, volumes, networks, secrets = {} }) => {
  test('builds targets of the Dockerfile, mounts what is there, and waits for services that can be waited for', () => {
    for (const [name, service] of Object.entries(services)) {
      if (service.build) expect([name, stages.map((stage) => stage.name)]).toEqual([name, expect.arrayContaining([service.build.target])]);
      for (const [source = ''] of (service.volumes ?? []).map((volume) =>
        typeof volume === 'string' ? volume.split(':') : [volume.source],
      )) {
        if (source.startsWith('.')) expect([source, existsSync(join(here, source))]).toEqual([source, true]);
        else expect(Object.keys(volumes)).toContain(source);
      }
      for (const secret of service.secrets ?? []) expect(Object.keys(secrets)).toContain(secret);
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const target = services[other];
        expect([name, other, target === undefined]).toEqual([name, other, false]);
        const built = inheritedInstructions(stages, target?.build?.target ?? '').some((instruction) => instruction.name === 'HEALTHCHECK');
        if (condition === 'service_healthy') expect([other, built || target?.healthcheck !== undefined]).toEqual([other, true]);
      }
    }
  });

  test('contains every service: no writing beside volumes, no privileges, and a limit of memory, processes and log', () => {
    for (const [name, { read_only, cap_drop, security_opt, tmpfs, mem_limit, pids_limit, logging }] of Object.entries(services)) {
      const given = { name, read_only, cap_drop, security_opt, tmpfs, mem_limit, pids_limit, logging };
      expect(given).toEqual({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        tmpfs: expect.arrayContaining(['/tmp']),
        mem_limit: expect.stringMatching(/^\d+[mg]$/),
        pids_limit: expect.any(Number),
        logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
      });
    }
  });

  test('keeps the gateway’s address out of those that the engine chooses', () => {
    const [{ subnet = '', ip_range = '' } = {}] = networks.desk?.ipam.config ?? [];
    const prefix = subnet.replace('.0/24', '');
    expect(prefix).toMatch(/^\$\{DESK_NETWORK-[\d.]+\}$/);
    expect(ip_range).toBe(`${prefix}.128/25`);
    const fixed = Object.values(services).flatMap(({ networks: own = [] }) =>
      Array.isArray(own) ? [] : Object.values(own).flatMap(({ ipv4_address }) => ipv4_address ?? []),
    );
    expect(fixed).toEqual([`${prefix}.10`]);
  });

  test('brings demo data and demo users only where they are asked for', () => {
    for (const { environment = {} } of Object.values(services)) expect(environment.DESK_SEED ?? '').toMatch(/^(\$\{DESK_SEED-\})?$/);
    expect(services.gateway?.environment).toMatchObject({
      SEED_USERS_FILE: expect.stringMatching(/^\$\{DESK_SEED:\+\/etc\/desk\/demo-users\.json\}$/),
      FIRST_USER: expect.stringContaining('@'),
    });
  });

  test('holds no secret: they are asked for, or read from files that the service is given', () => {
    for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services)) {
      for (const [variable, value] of Object.entries(environment)) {
        if (/(SECRET|PASSWORD)$/.test(variable))
          expect([name, value]).toEqual([name, expect.stringMatching(new RegExp(`^\\$\\{${variable}(:\\?|-\\}$)`))]);
        const [, file] = /^\/run\/secrets\/(.+)$/.exec(value) ?? [];
        if (file) expect([name, given]).toEqual([name, expect.arrayContaining([file])]);
      }
    }
  });
});

test('the edge and the releases are the same in both modes, and only the gateway knows what is behind it', () => {
  expect(enterprise.services.edge).toEqual(indie.services.edge);
  expect(enterprise.services.publish).toEqual(indie.services.publish);
});

test('each domain is migrated and served by itself, on a database and as a NATS user of its own', () => {
  for (const domain of domains) {
    const own = { DATABASE_USER: domain, DATABASE_NAME: domain, M_DOMAINS: domain };
    expect(enterprise.services[`migrate-${domain}`]).toMatchObject({
      command: ['node', 'services/host/src/migrate-main.ts'],
      environment: own,
      depends_on: { postgres: { condition: 'service_healthy' } },
    });
    expect(enterprise.services[domain]).toMatchObject({
      environment: { ...own, M_MODE: 'enterprise', NATS_USER: domain, NATS_URL: expect.stringMatching(/^tls:/) },
      depends_on: { [`migrate-${domain}`]: { condition: 'service_completed_successfully' }, nats: { condition: 'service_healthy' } },
    });
    expect(enterprise.services.gateway?.environment).toMatchObject({ [`${domain.toUpperCase()}_ORIGIN`]: `http://${domain}:8082` });
  }
});

test('NATS in containers has the users and rights of the ones that are tested', () => {
  expect(readFileSync(join(here, 'nats.conf'), 'utf8')).toBe(containerConfig());
});

test('the secrets that are made are the ones that are asked for, for their owner, and are not made again', () => {
  const made = join(folder, 'secrets');
  const make = () => execFileSync('sh', [join(here, 'make-secrets.sh'), made]);
  make();
  expect(readdirSync(made).sort()).toEqual(Object.keys(enterprise.secrets ?? {}).sort());
  expect(statSync(made).mode & 0o777).toBe(0o700);
  const read = () => readdirSync(made).map((name) => readFileSync(join(made, name), 'utf8'));
  const before = read();
  expect(new Set(before).size).toBe(before.length);
  // NATS takes 12e4… for a number, and does not start.
  for (const text of before.filter((each) => !each.startsWith('-----'))) expect(text).toMatch(/^[a-z][0-9a-f]{64}\n$/);
  make();
  expect(read()).toEqual(before);
});

test('a command gets the content of files as variables, and a missing file ends it', () => {
  const file = join(folder, 'a secret');
  writeFileSync(file, 'it’s $HOME "quoted"\n');
  const run = (env: NodeJS.ProcessEnv) =>
    execFileSync('sh', [join(here, 'with-secrets.sh'), 'sh', '-c', 'printf %s "$WMS_PASSWORD|$MANIFEST"'], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  expect(run({ WMS_PASSWORD_FILE: file, MANIFEST_FILE: file })).toBe('it’s $HOME "quoted"|');
  expect(() => run({ WMS_PASSWORD_FILE: join(folder, 'nothing') })).toThrow();
});
