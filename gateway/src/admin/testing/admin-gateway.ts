import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ReleaseHealth } from '@business-m/contract/admin';
import { createEditor } from '@business-m/manifest/edit';
import {
  checkTexts,
  createLastGood,
  openFileRevisions,
  openLiveManifest,
  type PreviewOptions,
  type RevisionStore,
} from '@business-m/manifest/store';
import { temporaryFolder } from '@business-m/manifest/testing';
import { Hono } from 'hono';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { UpstreamHealth } from '../../discovery/doctype-owners.ts';
import { sessionEndpoints } from '../../endpoints/session.ts';
import type { GatewayEnv } from '../../request/request-facts.ts';
import { answerProblem } from '../../server/answer-problem.ts';
import { trustedProxies } from '../../server/client-address.ts';
import { createGatewayServer } from '../../server/gateway-server.ts';
import { sameOrigin } from '../../server/same-origin.ts';
import { readSession } from '../../session/session-cookie.ts';
import { createSessions } from '../../session/sessions.ts';
import { createSignInLimits } from '../../session/sign-in-limits.ts';
import type { ReadSourceMaps } from '../../source-maps/maps-folder.ts';
import { createStackMapper } from '../../source-maps/stack-mapper.ts';
import { SERVICE_SECRET, SESSION_SECRET } from '../../testing/running-gateway.ts';
import { shellJson } from '../../testing/shell-fixture.ts';
import { openUserDirectory } from '../../users/user-directory.ts';
import { adminEndpoints } from '../admin-endpoints.ts';
import { writeAdminUsers } from './admin-users.ts';
import { type AdminCall, callAdmin } from './call-admin.ts';
import { memoryReleases } from './memory-releases.ts';

/** Opens an empty store; `folder` is the test's own. */
export type OpenDocuments = (folder: string, preview: PreviewOptions) => Promise<RevisionStore>;

const quiet = pino({ level: 'silent' });

export const openFileDocuments: OpenDocuments = async (folder, preview) => {
  await mkdir(join(folder, 'environments'));
  return openFileRevisions({
    folder: join(folder, 'environments'),
    check: (texts, documents) => checkTexts(documents, texts, preview),
    log: quiet,
  });
};

export type Releases = ReturnType<typeof memoryReleases>;

export interface AdminGatewayOptions {
  open?: OpenDocuments;
  /** Texts by name, in the order in which they are written; the environment served is `prod`. */
  documents: (releases: Releases) => Record<string, unknown>;
  health?: Record<string, ReleaseHealth[]>;
  upstreams?: Record<string, UpstreamHealth>;
  /** Where source maps are read. */
  maps?: ReadSourceMaps;
  /** Changes the store as the editor sees it. */
  wrap?: (documents: RevisionStore) => RevisionStore;
  now?: () => Date;
}

/** The admin API alone on a free port, over a store of documents and releases in memory. */
export async function startAdminGateway({
  open = openFileDocuments,
  health = {},
  upstreams = {},
  maps,
  wrap = (same) => same,
  now,
  ...options
}: AdminGatewayOptions) {
  const folder = await temporaryFolder(onTestFinished);
  await writeAdminUsers(join(folder, 'users.json'));
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const releases = memoryReleases();
  const preview: PreviewOptions = { variables: { CDN_ORIGIN: 'http://cdn.test' }, source: releases.source, serving: 'prod' };
  const documents = await open(folder, preview);
  for (const [name, document] of Object.entries(options.documents(releases))) {
    const text = typeof document === 'string' ? document : `${JSON.stringify(document, null, 2)}\n`;
    await documents.write(name, { parent: null, author: { id: 'seed', name: 'Seed' }, reason: 'First', text });
  }
  const lastGood = createLastGood(join(folder, 'last-good.json'), 'prod');
  const manifest = await openLiveManifest({ documents, environment: 'prod', ...preview, lastGood, log: quiet });
  const users = await openUserDirectory(join(folder, 'users.json'), log);
  const sessions = createSessions({ secret: SESSION_SECRET, users });
  const editor = createEditor({ documents: wrap(documents), preview, ...(now && { now }) });

  const app = new Hono<GatewayEnv>();
  app.use(readSession(sessions));
  app.use('/api/*', sameOrigin());
  sessionEndpoints(app, { users, sessions, limits: createSignInLimits() });
  adminEndpoints(app, {
    manifest,
    environment: 'prod',
    editor,
    owners: { health: () => upstreams },
    shell: { build: 'build-1', json: shellJson },
    stacks: createStackMapper({ read: maps ?? null, log }),
    health: { windowMinutes: 60, read: (scope) => health[scope] ?? [] },
    serviceSecret: SERVICE_SECRET,
    log,
    ...(now && { now }),
  });
  app.onError(answerProblem);
  const server = createGatewayServer({ app, log, trusted: trustedProxies([]) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    users.close();
    await manifest.close();
    await documents.close();
  });

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    app,
    origin,
    port: (server.address() as AddressInfo).port,
    folder,
    documents,
    editor,
    manifest,
    releases,
    preview,
    /** Lines of the log that are about writes. */
    audits: () => lines.filter(({ audit }) => audit === true),
    call: (method: string, path: string, options?: AdminCall) => callAdmin(origin, method, path, options),
    async cookieOf(user: string) {
      const answer = await fetch(`${origin}/api/gateway/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `${user}@example.com`, password: 'right' }),
      });
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
  };
}
