import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../../stack/backing/server.ts';
import { waitUntilReady } from '../../stack/process/health.ts';
import { runProgram } from '../../stack/process/run.ts';
import { ensureProgram, findInPath } from '../../stack/programs/find-program.ts';
import { waitFor } from './waiting.ts';

const ASK_MS = 60_000;
const START_MS = 3 * 60_000;
const DOWNLOAD_MS = 30 * 60_000;
/** Its Compose is a single program of version 2, which runs on the Debian before it, too. */
export const SUITE = 'trixie';

/** A Docker engine with Compose; `env` is what `docker` needs to find it. */
export type Engine = { env: NodeJS.ProcessEnv; stop(): Promise<void> };

/** The engine of this machine, or one of our own, on Debian as root, that ends with this process. @throws Error that names what cannot be had */
export async function openEngine(cache: string): Promise<Engine> {
  if (await answers(process.env)) return { env: process.env, stop: async () => {} };
  const remedy = 'start Docker with its Compose plugin (version 2.24 or newer)';
  const dockerd = ensureProgram({ title: 'Docker engine', packages: ['docker.io'], remedy }, () => findInPath(['dockerd']));
  const folder = mkdtempSync(join(tmpdir(), 'desk-docker-'));
  // The path of a socket is limited to about 100 characters.
  const socket = join(folder, 'docker.sock');
  const config = join(cache, 'docker-config');
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_CONFIG: config };
  await waitFor('Docker Compose is installed beside the engine', () => installCompose(cache, config));
  const places = ['--data-root', join(cache, 'engine'), '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'docker.pid')];
  const child = startProgram({
    name: 'dockerd',
    command: [dockerd, ...places, '-H', `unix://${socket}`, '--shutdown-timeout', '4'],
    stopSignal: 'SIGTERM',
    logFile: join(cache, 'dockerd.log'),
  });
  await waitFor('the Docker engine starts', () => waitUntilReady(child, () => answers(env), START_MS));
  return {
    env,
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether an engine answers, and a Compose that knows what our files say. */
async function answers(env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await runProgram('docker version', ['docker', 'version'], ASK_MS, { env });
    const version = await runProgram('docker compose version', ['docker', 'compose', 'version', '--short'], ASK_MS, { env });
    const [major = 0, minor = 0] = version.trim().replace(/^v/, '').split('.').map(Number);
    return major > 2 || (major === 2 && minor >= 24);
  } catch {
    return false;
  }
}

async function installCompose(cache: string, config: string): Promise<void> {
  const plugin = join(config, 'cli-plugins/docker-compose');
  if (existsSync(plugin)) return;
  const folder = join(cache, 'compose');
  await downloadPackage('docker-compose', folder);
  mkdirSync(join(config, 'cli-plugins'), { recursive: true });
  symlinkSync(join(folder, 'usr/libexec/docker/cli-plugins/docker-compose'), plugin);
}

/** The mirror that this machine gets Debian from. */
export async function readMirror(): Promise<string> {
  const printed = await runProgram(
    'apt-get indextargets',
    ['apt-get', 'indextargets', '--format', '$(REPO_URI) $(ORIGIN) $(LABEL)'],
    ASK_MS,
  );
  const line = printed.split('\n').find((each) => each.endsWith(' Debian Debian'));
  if (!line) throw new Error('apt knows no mirror of Debian, from which the containers’ tests take Compose and their base images.');
  return line.split(' ')[0] ?? '';
}

/** A package of the suite, unpacked into a folder: nothing of the machine's own suite is changed. */
async function downloadPackage(name: string, folder: string): Promise<void> {
  mkdirSync(join(folder, 'lists/partial'), { recursive: true });
  const sources = join(folder, 'sources.list');
  writeFileSync(sources, `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${await readMirror()} ${SUITE} main\n`);
  const own = { 'Dir::Etc::SourceList': sources, 'Dir::Etc::SourceParts': '/dev/null', 'Dir::State::Lists': join(folder, 'lists') };
  const options = Object.entries({ ...own, 'Acquire::Check-Valid-Until': 'false' }).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await runProgram(`apt-get update for ${SUITE}`, ['apt-get', ...options, 'update'], DOWNLOAD_MS);
  await runProgram(`Downloading ${name}`, ['apt-get', ...options, 'download', `${name}/${SUITE}`], DOWNLOAD_MS, { cwd: folder });
  const file = readdirSync(folder).find((each) => each.startsWith(`${name}_`));
  await runProgram(`Unpacking ${name}`, ['dpkg', '-x', join(folder, file ?? ''), folder], DOWNLOAD_MS);
}
