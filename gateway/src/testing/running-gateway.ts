import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DesiredState } from '@business-m/contract';
import type { HydratedState } from '@business-m/manifest/resolve';
import type { ManifestFault, ManifestStore } from '@business-m/manifest/store';
import { desiredState, hydratedState, temporaryFolder } from '@business-m/manifest/testing';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../app.ts';
import { createDocTypeOwners, type DocTypeOwnersOptions } from '../discovery/doctype-owners.ts';
import { createReleaseSetEvents, type ReleaseSetEventsOptions } from '../events/release-set-events.ts';
import { createForwarder, type ForwarderOptions } from '../forwarding/forwarder.ts';
import { createOverrides } from '../overrides/overrides.ts';
import { createPauseQueue, type PauseQueueOptions } from '../pause/pause-queue.ts';
import { trustedProxies } from '../server/client-address.ts';
import { createGatewayServer } from '../server/gateway-server.ts';
import { createServiceTokens, createSessions } from '../session/sessions.ts';
import { createSignInLimits } from '../session/sign-in-limits.ts';
import { createDevelopmentShell } from '../static/development-shell.ts';
import { loadShell } from '../static/shell-files.ts';
import { createMemoryCounts } from '../telemetry/memory-counts.ts';
import { openUserDirectory } from '../users/user-directory.ts';
import { writeShellDist } from './shell-fixture.ts';
import { writeUsers } from './users-fixture.ts';

export const SERVICE_SECRET = 'service-secret-of-the-tests-0123456789';
export const SESSION_SECRET = 'session-secret-of-the-tests-0123456789';

/** A manifest that a test sets. */
export function memoryManifest(first: HydratedState | null, fault: ManifestFault | null = null, awaySince: Date | null = null) {
  let state = first;
  const listeners = new Set<(state: HydratedState) => void>();
  const store = {
    current: () => state,
    status: () => ({ revision: state?.revision ?? 0, fault, store: { awaySince } }),
    subscribe(listener: (state: HydratedState) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {},
  } satisfies ManifestStore;
  return {
    ...store,
    set(next: HydratedState) {
      state = next;
      for (const listener of listeners) listener(next);
    },
  };
}

/** A state whose scopes have these upstreams, and remotes of the same names. */
export function stateWith(upstreams: Record<string, string>, changes: Partial<DesiredState> = {}): HydratedState {
  const remotes = Object.fromEntries(
    Object.keys(upstreams).map((scope) => [scope, { title: scope, team: 'UI', enabled: true, releases: { stable: 'latest' as const } }]),
  );
  const scopes = Object.fromEntries(Object.entries(upstreams).map(([scope, upstream]) => [scope, { upstream }]));
  return hydratedState(desiredState({ remotes, backend: { mode: 'enterprise', scopes }, ...changes }));
}

export interface GatewayOptions {
  state?: HydratedState | null;
  fault?: ManifestFault;
  /** Of the store of manifests. */
  awaySince?: Date;
  forwarder?: Partial<ForwarderOptions>;
  owners?: Partial<DocTypeOwnersOptions>;
  pauses?: Partial<PauseQueueOptions>;
  events?: Partial<ReleaseSetEventsOptions>;
  /** Of overrides. */
  now?: () => number;
  limits?: Parameters<typeof createSignInLimits>[0];
  trusted?: string[];
}

/** The whole gateway on a free port, with a manifest in memory and two users: clerk and guest, password `right`. */
export async function startTestGateway({
  state = stateWith({}),
  fault,
  awaySince,
  forwarder,
  owners: ownersOptions,
  pauses: pauseOptions,
  events: eventOptions,
  now,
  limits,
  trusted = [],
}: GatewayOptions = {}) {
  const folder = await temporaryFolder(onTestFinished);
  await Promise.all([writeShellDist(join(folder, 'shell')), writeUsers(join(folder, 'users.json'))]);
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const manifest = memoryManifest(state, fault, awaySince);
  const users = await openUserDirectory(join(folder, 'users.json'), log);
  const owners = createDocTypeOwners({ manifest, log, ...ownersOptions });
  await owners.refresh();
  const pauses = createPauseQueue({ manifest, ...pauseOptions });
  const sessions = createSessions({ secret: SESSION_SECRET, users });
  const events = createReleaseSetEvents({ manifest, sessions, ...eventOptions });
  const shell = await loadShell(join(folder, 'shell'));
  const developmentShell = createDevelopmentShell(join(folder, 'shell-dev'), log);
  const overrides = createOverrides({ manifest, shell, developmentShell, secret: SESSION_SECRET, ...(now && { now }) });
  const counts = createMemoryCounts({ secret: SESSION_SECRET });
  const app = createApp({
    manifest,
    owners,
    pauses,
    users,
    shell,
    overrides,
    counts,
    admin: null,
    internal: null,
    sessions,
    events,
    limits: createSignInLimits(limits),
    forward: createForwarder({
      manifest,
      pauses,
      serviceToken: createServiceTokens({ secret: SERVICE_SECRET }),
      unreachedMs: 0,
      ...forwarder,
    }),
  });
  const server = createGatewayServer({ app, log, trusted: trustedProxies(trusted) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    owners.close();
    events.close();
    void counts.close();
    users.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const signIn = (email = 'clerk@example.com', password = 'right', headers = {}) =>
    fetch(`${origin}/api/gateway/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email, password }),
    });
  /** The cookie of a fresh session. */
  const cookieOf = async (email?: string) => (await signIn(email)).headers.get('set-cookie')?.split(';')[0] ?? '';
  return { app, origin, port, manifest, owners, events, counts, lines, folder, signIn, cookieOf };
}
