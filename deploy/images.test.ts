import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProgram } from '../stack/backing/server.ts';
import type { Child } from '../stack/process/child.ts';
import { freePorts } from '../stack/process/free-port.ts';
import { waitForHealth } from '../stack/process/health.ts';
import { inheritedInstructions, readCopy, readStages } from './testing/dockerfile.ts';

const root = join(import.meta.dirname, '..');
const stages = readStages(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const finalTargets = ['edge', 'gateway', 'services', 'publish'];

test('every final target exists, runs as nobody special and answers for its health without curl', () => {
  for (const target of finalTargets) {
    const instructions = inheritedInstructions(stages, target);
    const user = instructions.findLast(({ name }) => name === 'USER')?.args;
    expect([target, user]).toEqual([target, target === 'edge' ? 'nginx' : 'node']);
    const health = instructions.find(({ name }) => name === 'HEALTHCHECK')?.args;
    if (target !== 'publish') expect(health).toMatch(/^(?!.*curl).*CMD \[/);
  }
});

test('images come from the two bases, and every stage another one names exists before it', () => {
  const known = new Set(['node:24-bookworm-slim', 'nginx:1.28-bookworm']);
  for (const { name, from, instructions } of stages) {
    expect(known).toContain(from);
    for (const copy of instructions.filter((each) => each.name === 'COPY').map(readCopy))
      if (copy.stage) expect(known).toContain(copy.stage);
    known.add(name);
  }
});

test('what is copied from the project is there, and not kept out by .dockerignore', () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
  const copies = stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY').map(readCopy));
  const sources = copies.filter(({ stage }) => stage === null).flatMap((copy) => copy.sources);
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources) {
    expect([source, existsSync(join(root, source))]).toEqual([source, true]);
    expect(ignored).not.toContain(source.split('/')[0]);
  }
});

test('every remote of the workspace is published, by whatever name, and tests stay outside', () => {
  const apps = stages.find(({ name }) => name === 'apps')?.instructions.map(({ args }) => args) ?? [];
  expect(apps).toContainEqual(expect.stringContaining('cp -r --parents remotes/*/dist /built'));
  const published = inheritedInstructions(stages, 'publish')
    .filter(({ name }) => name === 'COPY')
    .map(readCopy);
  expect(published).toContainEqual({ stage: 'apps', sources: ['/built'], to: './' });
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/*.test.ts', '**/*.test.tsx', '**/testing']));
});

// No engine is asked for: the commands of the Dockerfile run as they stand, in a folder, from the packages this checkout has installed.
let folder = '';
const started: Child[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-image-'));
});
afterAll(async () => {
  await Promise.all(started.map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
}, 180_000);

/** Roughly as .dockerignore says. */
const isIgnored = (file: string) => /^docs\/|\.test\.(tsx?|mjs)$|(^|\/)(testing|drills|fakes|fixtures)(\/|\.ts$)/.test(file);

function installPackages(stageName: string): string {
  const context = join(folder, stageName);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  for (const file of files.filter((each) => each && !isIgnored(each) && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(context, file)), { recursive: true });
    cpSync(join(root, file), join(context, file));
  }
  const command = stages.find(({ name }) => name === stageName)?.instructions.find(({ name }) => name === 'RUN')?.args ?? '';
  expect(command).toMatch(/^pnpm install --offline --frozen-lockfile --prod --filter /);
  const store = execFileSync('pnpm', ['store', 'path'], { cwd: root, encoding: 'utf8' }).trim();
  execFileSync('sh', ['-c', `${command} --store-dir "${store}"`], { cwd: context, stdio: ['ignore', 'ignore', 'inherit'] });
  return context;
}

/** The files an image holds, put together as its COPY lines say; what the shell's build makes is given. */
function assemble(target: string, packages: string, built: Record<string, string>): string {
  const image = join(folder, target);
  const copies = inheritedInstructions(stages, target)
    .filter(({ name }) => name === 'COPY')
    .map(readCopy);
  for (const { sources, to } of copies.filter((copy) => copy.stage === null)) cpSync(join(root, sources[0] ?? ''), join(image, to));
  for (const { stage, sources, to } of copies.filter((copy) => copy.stage?.endsWith('-packages'))) {
    expect(join(folder, stage ?? '')).toBe(packages);
    for (const source of sources)
      cpSync(join(packages, source.replace('/desk/', '')), join(image, to === './' ? source.replace('/desk/', '') : to), {
        recursive: true,
        verbatimSymlinks: true,
      });
  }
  for (const [file, text] of Object.entries(built)) {
    mkdirSync(dirname(join(image, file)), { recursive: true });
    writeFileSync(join(image, file), text);
  }
  return image;
}

/** A command in an image, behind the entrypoint as an engine runs it. */
function startInImage(target: string, image: string, command: readonly string[], env: NodeJS.ProcessEnv): Child {
  const entrypoint = JSON.parse(inheritedInstructions(stages, target).findLast(({ name }) => name === 'ENTRYPOINT')?.args ?? '[]');
  const child = startProgram({
    name: target,
    command: [...entrypoint, ...command],
    stopSignal: 'SIGTERM',
    cwd: image,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    logFile: join(folder, `${target}-${started.length}.log`),
  });
  started.push(child);
  return child;
}

async function run(target: string, image: string, health: string, env: NodeJS.ProcessEnv): Promise<void> {
  const command = JSON.parse(inheritedInstructions(stages, target).findLast(({ name }) => name === 'CMD')?.args ?? '[]') as string[];
  expect(command[0]).toBe('node');
  const secrets = { SERVICE_SECRET: 's'.repeat(40), SESSION_SECRET: 't'.repeat(40) };
  await waitForHealth(startInImage(target, image, command, { ...secrets, ...env }), health, 180_000);
}

test('the services image starts from production packages alone', { tags: ['long'], timeout: 360_000 }, async () => {
  const image = assemble('services', installPackages('services-packages'), {});
  const [port] = await freePorts(1);
  await run('services', image, `http://127.0.0.1:${port}/health`, {
    SERVICES_PORT: String(port),
    DESK_DATA: join(folder, 'services-data'),
  });
});

test('the gateway image starts from production packages alone, before there is a CDN or a service', {
  tags: ['long'],
  timeout: 360_000,
}, async () => {
  const shell = {
    schemaVersion: 1,
    entry: 'assets/main.js',
    modules: ['assets/main.js'],
    styles: [],
    files: [],
    shared: {},
    hostApi: '1.0.0',
  };
  const image = assemble('gateway', installPackages('gateway-packages'), {
    'shell/dist/index.html': '<!doctype html><!--desk:head--><title>Desk</title>',
    'shell/dist/shell.json': JSON.stringify(shell),
    'shell/dist/assets/main.js': '',
    'shell/dist-dev/shell.json': JSON.stringify(shell),
  });
  const [port, cdn, services] = await freePorts(3);
  await run('gateway', image, `http://127.0.0.1:${port}/api/gateway/health`, {
    DESK_PORT: String(port),
    DESK_DATA: join(folder, 'gateway-data'),
    CDN_ORIGIN: 'http://localhost:8081',
    CDN_READ_ORIGIN: `http://127.0.0.1:${cdn}`,
    SERVICES_ORIGIN: `http://127.0.0.1:${services}`,
    MANIFEST_FILE: join(folder, 'gateway-data/manifest/dev.json'),
    SEED_MANIFEST_FOLDER: join(root, 'manifest/environments'),
    SEED_USERS_FILE: join(root, 'deploy/demo-users.json'),
  });
});
