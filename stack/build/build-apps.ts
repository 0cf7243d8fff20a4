import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tryLock } from '@business-m/files';
import { runNode } from '../process/run.ts';
import { type App, listApps } from '../workspace.ts';
import { fingerprint } from './fingerprint.ts';

const BUILD_MS = 5 * 60_000;
/** What every app is made of beside its own folder. */
const sharedInputs = ['packages', 'vite.config.base.ts', 'tsconfig.json', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];

/** Builds the apps whose inputs changed, each in its own process. Answers their names; throws with the build’s output. */
export async function buildApps(root: string, say: (line: string) => void): Promise<string[]> {
  const lock = await lockBuilds(root, say);
  try {
    return await buildStale(root, say);
  } finally {
    lock.release();
  }
}

async function buildStale(root: string, say: (line: string) => void): Promise<string[]> {
  const stale = listApps(root).filter((app) => readStamp(root, app) !== currentStamp(root, app));
  const waiting = [...stale];
  const worker = async () => {
    for (let app = waiting.shift(); app; app = waiting.shift()) {
      const startMs = Date.now();
      await buildApp(root, app);
      say(`built ${app.folder}${app.mode ? ` (${app.mode})` : ''} in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), stale.length) }, worker));
  return stale.map((app) => app.name);
}

/** Two builds at once would write the same `dist`: the second waits, and then finds nothing left to do. */
async function lockBuilds(root: string, say: (line: string) => void): Promise<{ release(): void }> {
  for (const end = Date.now() + BUILD_MS; ; ) {
    const { lock, holder } = tryLock(join(cacheFolder(root), 'build.lock'));
    if (lock) return lock;
    if (Date.now() > end) throw new Error(`Process ${holder.pid} has been building for more than ${BUILD_MS / 60_000} minutes.`);
    say(`waiting for a build by process ${holder.pid}`);
    await delay(1_000);
  }
}

async function buildApp(root: string, app: App): Promise<void> {
  // Taken before the build: a file saved while it runs must lead to another one.
  const inputs = inputsOf(root, app);
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await runNode({
    name: `The build of ${app.folder}`,
    args: [vite, 'build', '--logLevel', 'warn', ...(app.mode ? ['--mode', app.mode] : [])],
    cwd: join(root, app.folder),
    env: { ...process.env, NODE_ENV: 'production' },
    limitMs: BUILD_MS,
  });
  const file = stampFile(root, app);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${inputs} ${outputOf(root, app)}`);
}

const cacheFolder = (root: string) => join(root, 'node_modules/.cache/desk');
const stampFile = (root: string, app: App) => join(cacheFolder(root), `${app.name}.built`);
const readStamp = (root: string, app: App) => (existsSync(stampFile(root, app)) ? readFileSync(stampFile(root, app), 'utf8') : null);
const currentStamp = (root: string, app: App) => `${inputsOf(root, app)} ${outputOf(root, app)}`;
const inputsOf = (root: string, app: App) => fingerprint(root, [app.folder, ...sharedInputs]);

/** The build names each of its files with a hash there, so a build by somebody else, or a missing one, shows. */
function outputOf(root: string, app: App): string {
  const file = join(root, app.folder, app.dist, app.manifest);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'absent';
}
