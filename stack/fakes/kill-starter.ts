import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isProcess, processBirth } from '@business-m/files';
import { vi } from 'vitest';

/** Lets another process start one in `folder`, kills the starter with SIGKILL, and settles when the started process is gone, too. */
export async function killStarter(kind: 'child' | 'nats' | 'postgres', folder: string): Promise<void> {
  const starter = spawn(process.execPath, [join(import.meta.dirname, 'starter.ts'), kind, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(starter.stdout, 'data');
  const pid = Number(String(line));
  const started = { pid, birth: processBirth(pid) };
  if (!isProcess(started)) throw new Error(`${kind} does not run, so that its end would prove nothing`);
  starter.kill('SIGKILL');
  await vi.waitFor(
    () => {
      if (isProcess(started)) throw new Error(`${kind} (process ${pid}) outlived its starter`);
    },
    { timeout: 15_000 },
  );
}
