import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readCompose } from '../../deploy/testing/compose.ts';
import { readStages } from '../../deploy/testing/dockerfile.ts';
import { freePorts } from '../../stack/process/free-port.ts';
import { runProgram } from '../../stack/process/run.ts';
import type { Engine } from './engine.ts';
import { waitFor } from './waiting.ts';

/** Images are built first: 15 minutes on two cores with other work beside them. */
const UP_MS = 45 * 60_000;
const STEP_MS = 15 * 60_000;
const TAIL_CHARS = 4_000;
const LINE_CHARS = 200;

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
  const down = (...more: string[]) =>
    waitFor(`${project}: everything of it is removed`, () => compose('down', '--volumes', '--remove-orphans', ...more));
  await down();

  const log = join(folder, `${project}.log`);
  writeFileSync(log, '');
  const child = spawn('sh', ['-ec', commands], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = createWriteStream(log, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    await down('--timeout', '10');
    await ended;
  };

  const isReady = () =>
    fetch(`${origin}/api/gateway/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  const tail = () => readFileSync(log, 'utf8').slice(-TAIL_CHARS);
  const untilReady = (what: string, isOver = () => false) => {
    const end = Date.now() + UP_MS;
    const look = async () => {
      while (!(await isReady())) {
        const why = isOver() ? 'its command ended' : Date.now() > end ? `it was not ready after ${UP_MS / 60_000} min` : null;
        if (why) throw new Error(`${what} failed: ${why}.\n${await compose('ps', '--all')}\n${tail()}`);
        await delay(500);
      }
    };
    return waitFor(what, look, () => `(${tail().trimEnd().split('\n').at(-1)?.trim().slice(0, LINE_CHARS)})`);
  };
  try {
    await untilReady(`${project}: images are built and the desk starts`, () => child.exitCode !== null);
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
  return {
    origin,
    compose,
    docker,
    stop,
    /** Restarts all containers and waits until the desk is ready. */
    async restart(): Promise<void> {
      await waitFor(`${project}: all containers are restarted`, () => compose('restart'));
      await untilReady(`${project}: the desk is ready again`);
    },
    /** kill -9 of a service's first process, which the engine, unlike after `docker kill`, has to start again. */
    async killProcess(service: string): Promise<void> {
      const container = (await compose('ps', '--quiet', service)).trim();
      const [pid = '', image = ''] = (await docker('inspect', '--format', '{{.State.Pid}} {{.Image}}', container)).trim().split(' ');
      const kill = ['run', '--rm', '--pid', 'host', '--user', '0', '--entrypoint', 'sh', image, '-c', `kill -9 ${pid}`];
      await waitFor(`${project}: the process of ${service} is killed`, () => docker(...kill));
    },
    /** `services 310 MB, 74 of them ours`: the sizes of the images that are built, with what is not their base's. */
    async imageSizes(): Promise<string[]> {
      const stages = readStages(readFileSync(join(folder, 'Dockerfile'), 'utf8'));
      const baseOf = (name: string): string => {
        const stage = stages.find((each) => each.name === name);
        return stage ? baseOf(stage.from) : name;
      };
      const sizeOf = async (image: string) => Number(await docker('image', 'inspect', '--format', '{{.Size}}', image)) / 1_000_000;
      const built = Object.entries(readCompose(composeFile.replace('deploy/', '')).services).filter(([, { build }]) => build);
      return Promise.all(
        built.map(async ([service, { build }]) => {
          const container = (await compose('ps', '--all', '--quiet', service)).trim().split('\n')[0] ?? '';
          const size = await sizeOf((await docker('inspect', '--format', '{{.Image}}', container)).trim());
          const own = size - (await sizeOf(baseOf(build?.target ?? '')));
          return `${service} ${size.toFixed(0)} MB, ${own.toFixed(0)} of them ours`;
        }),
      );
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
