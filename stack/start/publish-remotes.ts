import { join } from 'node:path';
import { runNode } from '../process/run.ts';
import { listApps } from '../workspace.ts';

const PUBLISH_MS = 60_000;

/** Publishes every built remote to the CDN folder; a release that is there already is left as it is. */
export async function publishRemotes(root: string, cdnFolder: string, say: (line: string) => void): Promise<void> {
  const remotes = listApps(root).filter((app) => app.manifest === 'remote.json');
  await Promise.all(
    remotes.map(async ({ name, folder }) => {
      const release = await runNode({
        name: `Publishing ${folder}`,
        args: [join(root, 'cli/publish/main.ts'), '--dist', join(root, folder, 'dist'), '--to', cdnFolder],
        cwd: root,
        env: process.env,
        limitMs: PUBLISH_MS,
      });
      say(`published ${name} ${release.trim().split('\n').at(-1)}`);
    }),
  );
}
