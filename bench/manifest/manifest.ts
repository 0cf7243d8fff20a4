import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNatsRevisions } from '@business-m/manifest/store';
import { startNats } from '@business-m/stack/backing';
import { writeShellDist } from '../../gateway/src/testing/shell-fixture.ts';
import { quantile } from '../measure/statistics.ts';
import { drawTable, printed } from '../measure/table.ts';
import { openBareWatch } from './bare-watch.ts';
import { startGateways } from './gateways.ts';
import { startReleases } from './release-server.ts';

const GATEWAYS = 3;
/** Not counted. */
const WARM_UP = 10;
const author = { id: 'bench', name: 'Bench' };

/** By contender: how long each edit took, in milliseconds. */
type ManifestLatencies = Record<string, number[]>;

/** Times an edit from its write until the last of three gateways serves it, in turn with a bare put that three watchers see. */
export async function benchManifest({ edits, say }: { edits: number; say: (line: string) => void }): Promise<ManifestLatencies> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const nats = await startNats({ folder: join(folder, 'nats') });
  const releases = await startReleases();
  await writeShellDist(join(folder, 'shell'));
  await writeFile(join(folder, 'users.json'), '[]');
  await mkdir(join(folder, 'documents'));
  await writeFile(join(folder, 'documents/prod.json'), releases.document(0));
  say(`starting ${GATEWAYS} gateways`);
  const gateways = await startGateways(GATEWAYS, nats, releases.origin, folder);
  const log = { info: () => {}, warn: (_: object, message: string) => say(message) };
  const documents = openNatsRevisions({ servers: [nats.url], user: nats.user, password: nats.password, log });
  const bare = await openBareWatch(GATEWAYS, nats);
  const measured: ManifestLatencies = { 'edit → three gateways over HTTP': [], 'bare put → three watchers': [] };
  try {
    let parent = (await documents.head('prod'))?.number ?? null;
    if (parent !== null) await gateways.serve(parent);
    for (let index = 0; index < WARM_UP + edits; index += 1) {
      if (index % 50 === 0) say(`edit ${index} of ${WARM_UP + edits}`);
      const text = releases.document(((index * 7) % 9_999) + 1);
      const edit = async () => {
        const { number } = await documents.write('prod', { parent, author, reason: `Edit ${index}`, text });
        parent = number;
        await gateways.serve(number);
      };
      const pair = [
        ['edit → three gateways over HTTP', edit],
        ['bare put → three watchers', () => bare.put(text)],
      ] as const;
      for (const [name, operation] of index % 2 === 0 ? pair : pair.toReversed()) {
        const beganMs = performance.now();
        await operation();
        if (index >= WARM_UP) measured[name]?.push(performance.now() - beganMs);
      }
    }
    return measured;
  } finally {
    await bare.close();
    await documents.close();
    await gateways.stop();
    releases.stop();
    await nats.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function drawManifest(measured: ManifestLatencies): string {
  const rows = Object.entries(measured).map(([name, values]) => {
    return [name, String(values.length), ...[0.5, 0.9, 0.99, 1].map((share) => printed(quantile(values, share)))];
  });
  return drawTable(['an edit, one at a time', 'edits', 'p50 ms', 'p90 ms', 'p99 ms', 'longest ms'], rows);
}
