import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../../stack/process/free-port.ts';
import { runProgram } from '../../stack/process/run.ts';
import type { Engine } from './engine.ts';

const UP_MS = 45 * 60_000;
const STEP_MS = 5 * 60_000;
const TAIL_CHARS = 4_000;

export type ContainerDesk = Awaited<ReturnType<typeof startContainers>>;

type ContainerOptions = {
  engine: Engine;
  /** A copy of the project, in which the commands run. */
  folder: string;
  /** As the docs have them: they bring the containers up and go on as long as these run. */
  commands: string;
  composeFile: string;
  /** Of volumes, containers and images, apart from those of a desk that is really used here. */
  project: string;
  env?: NodeJS.ProcessEnv;
};

/** Runs the commands until the desk is ready. @throws Error with the last lines when it is not in time */
export async function startContainers({ engine, folder, commands, composeFile, project, env: more = {} }: ContainerOptions) {
  const [desk = 0, cdn = 0] = await freePorts(2);
  const origin = `http://localhost:${desk}`;
  const env = {
    ...engine.env,
    COMPOSE_PROJECT_NAME: project,
    DESK_PORT: `127.0.0.1:${desk}`,
    CDN_PORT: `127.0.0.1:${cdn}`,
    CDN_ORIGIN: `http://localhost:${cdn}`,
    DESK_NETWORK: '10.89.76',
    ...more,
  };
  // Compose wants these for every command; those that the containers have are in the commands themselves.
  const asked = { SESSION_SECRET: 'asked', SERVICE_SECRET: 'asked', ...env };
  const compose = (...args: string[]) =>
    runProgram(`docker compose ${args[0]}`, ['docker', 'compose', '-f', composeFile, ...args], STEP_MS, { env: asked, cwd: folder });
  const docker = (...args: string[]) => runProgram(`docker ${args[0]}`, ['docker', ...args], STEP_MS, { env });
  await compose('down', '--volumes', '--remove-orphans');

  const log = join(folder, `${project}.log`);
  const child = spawn('sh', ['-ec', commands], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    await compose('down', '--volumes', '--remove-orphans', '--timeout', '10');
    await ended;
  };

  const isReady = () =>
    fetch(`${origin}/api/gateway/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  const untilReady = async () => {
    const end = Date.now() + UP_MS;
    while (!(await isReady())) {
      const why = child.exitCode !== null ? 'its command ended' : Date.now() > end ? `it was not ready after ${UP_MS / 60_000} min` : null;
      if (why) throw new Error(`The desk in containers did not start: ${why}.\n${readFileSync(log, 'utf8').slice(-TAIL_CHARS)}`);
      await delay(500);
    }
  };
  try {
    await untilReady();
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return {
    origin,
    untilReady,
    compose,
    docker,
    stop,
    /** kill -9 of a service's first process, which the engine, unlike after `docker kill`, has to start again. */
    async killProcess(service: string): Promise<void> {
      const container = (await compose('ps', '--quiet', service)).trim();
      const [pid = '', image = ''] = (await docker('inspect', '--format', '{{.State.Pid}} {{.Image}}', container)).trim().split(' ');
      const kill = ['run', '--rm', '--pid', 'host', '--user', '0', '--entrypoint', 'sh', image, '-c', `kill -9 ${pid}`];
      await docker(...kill);
    },
  };
}

/** The files of the project as a fresh clone has them, with those not yet committed. */
export function copyProject(root: string, to: string): void {
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], { cwd: root });
  const existing = execFileSync(
    'xargs',
    ['-0', 'sh', '-c', 'for file; do if [ -f "$file" ]; then printf "%s\\0" "$file"; fi; done', 'sh'],
    {
      cwd: root,
      input: listing,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const archive = execFileSync('tar', ['--null', '--files-from=-', '-cf', '-'], {
    cwd: root,
    input: existing,
    maxBuffer: 1024 * 1024 * 1024,
  });
  execFileSync('tar', ['-xf', '-'], { cwd: to, input: archive });
}
