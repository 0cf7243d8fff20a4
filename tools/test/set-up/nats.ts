import { startNats } from '@business-m/stack/backing';
import type { TestProject } from 'vitest/node';
import { releaseServer, shareServer } from './shared-server.ts';

/** Vitest's global set-up of projects whose tests use NATS. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('natsUrl', await shareServer('nats', (folder) => startNats({ folder, user: null })));
}

export const teardown = () => releaseServer('nats');
