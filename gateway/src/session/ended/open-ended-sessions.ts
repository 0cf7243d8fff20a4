import { join } from 'node:path';
import { openConnection } from '@business-m/nats';
import type { Logger } from 'pino';
import type { Environment } from '../../environment.ts';
import { SESSION_S } from '../sessions.ts';
import type { EndedSessions } from './ended-sessions.ts';
import { openKeptEndedSessions } from './kept-ended-sessions.ts';
import { openSharedEndedSessions } from './shared-ended-sessions.ts';

/** Kept by each gateway, and shared between them where their manifest is. */
export async function openEndedSessions(env: Environment, log: Logger): Promise<EndedSessions> {
  const own = await openKeptEndedSessions({ file: join(env.DESK_DATA, 'ended-sessions.txt'), log });
  const nats = env.NATS;
  if (!nats) return own;
  return openSharedEndedSessions({
    own,
    connect: () => openConnection(nats.access),
    bucket: `${env.MANIFEST_BUCKET}-ended-sessions`,
    lifetimeS: SESSION_S,
    replicas: nats.replicas,
    log,
  });
}
