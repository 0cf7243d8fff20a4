import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCompose } from '../../deploy/testing/compose.ts';
import { readStages } from '../../deploy/testing/dockerfile.ts';
import { runProgram } from '../../stack/process/run.ts';
import { ensureProgram, findInPath } from '../../stack/programs/find-program.ts';
import { root } from '../../stack/workspace.ts';
import { type Engine, readMirror, SUITE } from './engine.ts';
import { say, waitFor } from './waiting.ts';

const ASK_MS = 60_000;
const PULL_MS = 30 * 60_000;
const MAKE_MS = 45 * 60_000;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const INCLUDED = 'ca-certificates,passwd';
const LABEL = 'desk.recipe';
const recipes = join(import.meta.dirname, 'base-images');

/** What the Dockerfile and the compose files take from a registry. */
export function listBaseImages(): string[] {
  const stages = readStages(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  const own = new Set(stages.map(({ name }) => name));
  const composed = ['compose.yaml', 'compose.enterprise.yaml'].flatMap((name) => Object.values(readCompose(name).services));
  const named = [...stages.map(({ from }) => from), ...composed.flatMap(({ image }) => image ?? [])];
  return [...new Set(named)].filter((image) => !own.has(image));
}

/** Sees to it that the engine has the base images: its own, the registry's, or ones made here of Debian packages, under the same names. */
export async function ensureBaseImages({ env }: Engine): Promise<void> {
  const docker = (args: readonly string[], limitMs: number) => runProgram(`docker ${args[0]}`, ['docker', ...args], limitMs, { env });
  const recipe = hashOfRecipes();
  /** Whether it is there; one that was made here has to be of these recipes. */
  const has = (image: string) =>
    docker(['image', 'inspect', '--format', `{{ index .Config.Labels "${LABEL}" }}`, image], ASK_MS).then(
      (made) => ['', '<no value>', recipe].includes(made.trim()),
      () => false,
    );
  let isReachable = true;
  for (const image of listBaseImages()) {
    if (await has(image)) continue;
    if (isReachable) {
      const pulled = docker(['pull', image], PULL_MS).then(
        () => true,
        () => false,
      );
      isReachable = await waitFor(`${image} comes from its registry`, () => pulled);
      if (isReachable) continue;
    }
    say(`no registry has ${image} for this machine: it is made of Debian packages`);
    if (!(await has('desk-debian'))) await waitFor(`Debian ${SUITE} is made`, () => importDebian(env));
    const context = await makeContext();
    try {
      const target = image.split(':')[0] ?? '';
      const build = ['docker', 'build', '--target', target, '--label', `${LABEL}=${recipe}`, '--tag', image, context];
      // The plain builder asks no registry for anything.
      const made = () => runProgram(`Making ${image}`, build, MAKE_MS, { env: { ...env, DOCKER_BUILDKIT: '0' } });
      await waitFor(`${image} is made`, made);
    } finally {
      rmSync(context, { recursive: true, force: true });
    }
  }
}

function hashOfRecipes(): string {
  const hash = createHash('sha256').update(INCLUDED);
  for (const name of readdirSync(recipes).toSorted()) hash.update(`\0${name}\0`).update(readFileSync(join(recipes, name)));
  return hash.digest('hex').slice(0, 16);
}

async function importDebian(env: NodeJS.ProcessEnv): Promise<void> {
  const remedy = 'install it (Debian: `apt-get install mmdebstrap`), or let Docker reach an image registry';
  const program = { title: 'mmdebstrap', packages: ['mmdebstrap'], remedy };
  const mmdebstrap = ensureProgram(program, () => findInPath(['mmdebstrap']));
  const folder = mkdtempSync(join(tmpdir(), 'desk-debian-'));
  try {
    const archive = join(folder, 'debian.tar');
    const make = [mmdebstrap, '--variant=apt', `--include=${INCLUDED}`, SUITE, archive, await readMirror()];
    await runProgram('mmdebstrap', make, MAKE_MS);
    await runProgram('docker import', ['docker', 'import', archive, 'desk-debian'], MAKE_MS, { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The recipes, with the workspace's Node, npm from the registry of this machine, and the authorities that this machine trusts. */
async function makeContext(): Promise<string> {
  const context = mkdtempSync(join(tmpdir(), 'desk-base-images-'));
  cpSync(recipes, context, { recursive: true });
  copyFileSync(process.execPath, join(context, 'node'));
  await runProgram('npm pack npm', ['npm', 'pack', 'npm', '--silent'], PULL_MS, { cwd: context });
  const archive = readdirSync(context).find((name) => name.startsWith('npm-')) ?? '';
  await runProgram('tar', ['tar', '-xzf', archive], ASK_MS, { cwd: context });
  renameSync(join(context, 'package'), join(context, 'npm'));
  const registry = await runProgram('npm config', ['npm', 'config', 'get', 'registry'], ASK_MS);
  writeFileSync(join(context, 'npmrc'), `registry=${registry.trim()}\n`);
  writeFileSync(join(context, 'ca-certificates.crt'), existsSync(CERTIFICATES) ? readFileSync(CERTIFICATES) : '');
  return context;
}
