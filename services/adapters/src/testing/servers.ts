import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServer, type NatsServerOptions, startNats } from '@business-m/stack/backing';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test has ended. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-nats-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A NATS of the test's own, which it may kill; it ends with the test. */
export async function ownServer(options: NatsServerOptions): Promise<NatsServer> {
  const server = await startNats({ user: null, ...options });
  onTestFinished(() => server.kill('SIGKILL'));
  return server;
}
