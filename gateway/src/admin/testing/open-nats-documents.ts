import { randomUUID } from 'node:crypto';
import { openNatsRevisions } from '@business-m/manifest/store';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { OpenDocuments } from './admin-gateway.ts';

/** A bucket of its own, on the server that the tests share. */
export const openNatsDocuments: OpenDocuments = async () => {
  const documents = openNatsRevisions({ servers: [inject('natsUrl')], bucket: `admin-${randomUUID()}`, log: pino({ level: 'silent' }) });
  await documents.names();
  return documents;
};
