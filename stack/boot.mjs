// Runs on the machine's own Node (20 or newer) and npm, and needs nothing else: installs the workspace when what it is made of changed, then
// runs the rest of its command line with the workspace's programs (Node 24 among them) first in PATH.
//
//   node stack/boot.mjs node stack/start/main.ts --fresh
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR_MIN = 20;
const WATCH_MS = 500;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.desk-installed');
const bin = join(root, 'node_modules', '.bin');
const env = {
  // Half of what a start takes is reading our own sources.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/desk/compiled'),
  PGLITE_TEMPLATES: join(root, 'node_modules/.cache/desk'),
  ...process.env,
  PATH: bin + delimiter + (process.env.PATH || ''),
};
process.chdir(root);

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** Every package.json of the workspace; its packages lie one or two folders deep. */
function packageFiles(folder, depth) {
  const here = join(folder, 'package.json');
  const below = depth === 0 ? [] : readdirSync(folder, { withFileTypes: true });
  return [
    ...(existsSync(here) ? [here] : []),
    ...below
      .filter((e) => e.isDirectory() && !/^(\.|node_modules$|dist$)/.test(e.name))
      .flatMap((e) => packageFiles(join(folder, e.name), depth - 1)),
  ].sort();
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\0`);
  for (const file of [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...packageFiles(root, 2)]) {
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function npm(args, stdio) {
  return spawnSync('npm', args, { stdio, timeout: 15 * 60_000, env: { ...process.env, npm_config_update_notifier: 'false' } });
}

function install() {
  const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;
  // Not on standard output, which is the answer of whatever runs afterwards.
  console.error(`Installing what the desk needs (${pnpm}) …`);
  // The prompt that asks before rebuilding node_modules would wait for ever where nobody can answer.
  const command = ['pnpm', 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  const run = npm(['exec', '--yes', '--prefer-offline', `--package=${pnpm}`, '--', ...command], ['inherit', 2, 2]);
  if (run.error && run.error.code === 'ENOENT') fail('npm was not found: install Node 20 or newer together with its npm.');
  if (run.signal) process.exit(130);
  if (run.status !== 0) {
    const reachable = npm(['ping', '--fetch-timeout=10000', '--fetch-retries=0'], 'ignore').status === 0;
    fail(
      reachable
        ? 'The packages could not be installed; the lines above say why.'
        : 'The packages could not be installed because the npm registry cannot be reached: check the network, and npm’s `registry` and `proxy` settings.',
    );
  }
}

/** The process that started `pid`, and its name; null where the system does not tell. */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return {
      pid: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]),
      name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
    };
  } catch {
    return null;
  }
}

/** Calls `gone` when npm, which runs this, is gone: it passes signals on to its shell alone, which ends and leaves this process behind. */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const above = parentOf(shell);
  // Without a shell between the two, npm is the parent itself, and above it is somebody who may leave.
  const npm = above && /^(da|ba)?sh$/.test(above.name) ? above.pid : null;
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === null || parentOf(shell)?.pid === npm)) return;
    clearInterval(timer);
    gone();
  }, WATCH_MS);
  timer.unref();
}

function runInside([command, ...args]) {
  // The channel tells the command when this process is gone, however it went (stack/process/leash.ts).
  const child = spawn(command, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  fail(
    `Business M Desk needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.version}. Get one from https://nodejs.org, then run the same command again.`,
  );
}
const wanted = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted || !existsSync(join(bin, 'node'))) {
  install();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
if (process.argv.length > 2) runInside(process.argv.slice(2));
