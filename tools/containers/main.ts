import '../../stack/process/leash.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isExpected } from '../../stack/process/failures.ts';
import { root } from '../../stack/workspace.ts';
import { appendEvent } from '../test/events.ts';
import { ensureBaseImages } from './base-images.ts';
import { copyProject, startContainers } from './desk-in-containers.ts';
import { openEngine } from './engine.ts';
import { lookAtImages, makeAccounts, postAndLookAgain, signIn } from './journey.ts';
import { say } from './waiting.ts';

const place = { file: 'tools/containers/main.ts', project: 'containers' };
const cache = join(root, 'node_modules/.cache/desk/containers');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'desk-containers-'));
const [indie = '', enterprise = ''] = readCommands('operations.md', 'Containers');

const cases: [name: string, run: (engine: Parameters<typeof startContainers>[0]['engine']) => Promise<void>][] = [1, 2].flatMap((round) => [
  [
    `Indie mode by the documented command, from nothing, time ${round}`,
    async (engine) => {
      const desk = await startContainers({
        engine,
        folder,
        commands: indie,
        composeFile: 'deploy/compose.yaml',
        project: 'desk-test-indie',
      });
      try {
        if (round === 1) await lookAtImages(desk, ['services', 'gateway', 'edge']);
        const session = await signIn(desk.origin, 'demo@example.com', 'demo');
        await postAndLookAgain(desk, session, ['services', 'gateway', 'edge']);
        if (round === 1) say(`images: ${(await desk.imageSizes()).join('; ')}`);
      } finally {
        await desk.stop();
      }
    },
  ],
  [
    `Enterprise mode by the documented commands, from nothing, time ${round}${round === 1 ? '' : ', with the demo company'}`,
    async (engine) => {
      const demo = round === 2;
      const files = { composeFile: 'deploy/compose.enterprise.yaml', project: 'desk-test-enterprise' };
      const desk = await startContainers({ engine, folder, commands: enterprise, ...files, env: { DESK_SEED: demo ? 'demo' : '' } });
      try {
        if (demo) {
          const session = await signIn(desk.origin, 'demo@example.com', 'demo');
          await postAndLookAgain(desk, session, ['finance', 'postgres', 'nats']);
        } else {
          const demoUser = await signIn(desk.origin, 'demo@example.com', 'demo').catch(() => null);
          if (demoUser) throw new Error('a demo user may sign in, though nobody asked for one');
          const password = readFileSync(join(folder, 'deploy/secrets/first-user-password'), 'utf8').trim();
          const session = await signIn(desk.origin, 'admin@example.com', password);
          await makeAccounts(session);
          await postAndLookAgain(desk, session, ['wms', 'nats', 'gateway']);
          say(`images: ${(await desk.imageSizes()).join('; ')}`);
        }
      } finally {
        await desk.stop();
      }
    },
  ],
]);

appendEvent({ kind: 'planned', files: 1, tests: cases.length });
const startMs = Date.now();
let passed = 0;
let failed = 0;
let engine: Awaited<ReturnType<typeof openEngine>> | undefined;
try {
  engine = await openEngine(cache);
  await ensureBaseImages(engine);
  copyProject(root, folder);
  for (const [test, run] of cases) {
    appendEvent({ kind: 'started', ...place, test });
    const beganMs = Date.now();
    const problem = await run(engine).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const ms = Date.now() - beganMs;
    appendEvent({ kind: 'ended', ...place, test, outcome: problem === null ? 'passed' : 'failed', ms });
    console.log(`${problem === null ? '✓' : '✗'} ${test} (${(ms / 1_000).toFixed(0)} s)${problem === null ? '' : `\n${problem}`}`);
    if (problem === null) passed += 1;
    else failed += 1;
  }
  appendEvent({ kind: 'file', ...place, ms: Date.now() - startMs });
  appendEvent({ kind: 'done' });
} catch (error) {
  console.error(isExpected(error) || error instanceof Error ? error.message : error);
  failed += 1;
} finally {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\nThe whole took ${Math.round((Date.now() - startMs) / 60_000)} min.\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** The blocks of shell commands below a heading of a page of the docs, as they stand. */
function readCommands(page: string, heading: string): string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  const section = text.split(/^(?=## )/m).find((each) => each.startsWith(`## ${heading}\n`)) ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);
}
