import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { ensureNats } from '@business-m/stack/programs';
import { onTestFinished, vi } from 'vitest';

/** A NATS with a configuration of the test's own, for what the desk's server does not offer; it ends with the test. */
export async function configuredServer(folder: string, port: number, config: string): Promise<void> {
  const file = join(folder, `nats-${port}.conf`);
  const store = join(folder, `data-${port}`);
  writeFileSync(file, `listen: "127.0.0.1:${port}"\njetstream { store_dir: ${JSON.stringify(store)} }\n${config}\n`);
  const child = spawn(ensureNats(), ['--config', file], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  await vi.waitFor(() => connects(port), { timeout: 10_000, interval: 20 });
}

async function connects(port: number): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'data');
  } finally {
    socket.destroy();
  }
}
