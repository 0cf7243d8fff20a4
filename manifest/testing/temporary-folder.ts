import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone when the test is: `onTestFinished` of vitest, or anything that runs later. */
export async function temporaryFolder(whenDone: (clean: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'desk-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
