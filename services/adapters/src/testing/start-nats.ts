import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A nats-server with JetStream on a free loopback port. */
export interface TestNats {
  url: string;
  port: number;
  kill(): Promise<void>;
}

export async function startNats({ folder, port, args = [] }: { folder: string; port?: number; args?: string[] }): Promise<TestNats> {
  const chosen = port ?? (await freePort());
  const child = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(chosen), '-js', '-sd', folder, ...args], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  for (let tries = 0; !(await listens(chosen)); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`nats-server did not start on port ${chosen}`);
    await Promise.race([wait(25), failed]);
  }
  return {
    url: `nats://127.0.0.1:${chosen}`,
    port: chosen,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
