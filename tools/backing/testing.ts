import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isProcess, processBirth } from '@business-m/files';
import { vi } from 'vitest';

const starter = fileURLToPath(new URL('./stand-ins/starter.ts', import.meta.url));

/** Lets another process start a server in `folder`, kills that process with SIGKILL, and settles when the server is gone, too. */
export async function killStarter(kind: 'nats' | 'postgres', folder: string): Promise<void> {
  const parent = spawn(process.execPath, [starter, kind, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  const server = { pid, birth: processBirth(pid) };
  if (!isProcess(server)) throw new Error(`${kind} does not run, so that its end would prove nothing`);
  parent.kill('SIGKILL');
  await vi.waitFor(
    () => {
      if (isProcess(server)) throw new Error(`${kind} (process ${pid}) outlived its starter`);
    },
    { timeout: 15_000 },
  );
}
