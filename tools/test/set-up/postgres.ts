import { startPostgres } from '@business-m/stack/backing';
import type { TestProject } from 'vitest/node';
import { releaseServer, shareServer } from './shared-server.ts';

/** Vitest's global set-up of projects whose tests use PostgreSQL. */
export async function setup(project: TestProject): Promise<void> {
  const url = await shareServer('postgres', async (folder) => {
    const server = await startPostgres({ folder, durable: false });
    return { url: server.url(), stop: server.stop };
  });
  project.provide('postgresUrl', url);
}

export const teardown = () => releaseServer('postgres');
