import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeFolder } from '@business-m/files';
import { createEditor } from '@business-m/manifest/edit';
import { createLastGood, createReleaseSource, openLiveManifest } from '@business-m/manifest/store';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { createDocTypeOwners } from './discovery/doctype-owners.ts';
import { openDocuments, servedEnvironment } from './documents/open-documents.ts';
import { type Environment, StartRefusal } from './environment.ts';
import { createReleaseSetEvents } from './events/release-set-events.ts';
import { createForwarder } from './forwarding/forwarder.ts';
import { createHaltWatch } from './halt/halt-watch.ts';
import { createOverrides } from './overrides/overrides.ts';
import { createPauseQueue } from './pause/pause-queue.ts';
import { trustedProxies } from './server/client-address.ts';
import { createGatewayServer } from './server/gateway-server.ts';
import { openEndedSessions } from './session/ended/shared-ended-sessions.ts';
import { createServiceTokens, createSessions } from './session/sessions.ts';
import { createSignInLimits } from './session/sign-in-limits.ts';
import { openMapsFolder } from './source-maps/maps-folder.ts';
import { createStackMapper } from './source-maps/stack-mapper.ts';
import { createDevelopmentShell } from './static/development-shell.ts';
import { loadShell } from './static/shell-files.ts';
import { openCounts } from './telemetry/nats-counts.ts';
import { openUserDirectory } from './users/user-directory.ts';
import { makeFirstUser, seedUsersFile } from './users/users-file.ts';

/** Time for requests under way to end when the gateway stops. */
const DRAIN_MS = 3_500;

/** Puts the gateway together from its environment and listens. Resolves once the first manifest has been tried. */
export async function startGateway(env: Environment, log: Logger) {
  makeDataFolder(env.DESK_DATA);
  const shell = await loadShell(env.SHELL_DIST).catch((error: Error) => {
    throw new StartRefusal(error.message);
  });
  const users = await openUsers(env, log);
  const readOrigin = env.CDN_READ_ORIGIN;
  const variables = { ...env.ORIGINS, CDN_ORIGIN: env.CDN_ORIGIN, SERVICES_ORIGIN: env.SERVICES_ORIGIN };
  const source = createReleaseSource(
    readOrigin ? { reach: (cdn) => cdn.replace(env.CDN_ORIGIN.replace(/\/$/, ''), readOrigin.replace(/\/$/, '')) } : {},
  );
  const environment = servedEnvironment(env);
  const preview = { variables, source, serving: environment, internalAddresses: env.INTERNAL_ADDRESSES };
  const documents = await openDocuments(env, preview, log);
  const lastGood = createLastGood(join(env.DESK_DATA, 'manifest-last-good.json'), environment);
  const manifest = await openLiveManifest({ documents, environment, ...preview, lastGood, log });
  const owners = createDocTypeOwners({ manifest, log });
  await owners.refresh();
  const pauses = createPauseQueue({ manifest });
  const ended = await openEndedSessions(env, log);
  const sessions = createSessions({ secret: env.SESSION_SECRET, users, ended });
  const events = createReleaseSetEvents({ manifest, sessions });

  const developmentShell = createDevelopmentShell(env.SHELL_DEV_DIST, log);

  const read = env.MAPS_FROM ? openMapsFolder(env.MAPS_FROM, (sentence) => new StartRefusal(`MAPS_FROM ${sentence}.`)) : null;
  const stacks = createStackMapper({ read, log });
  const counts = openCounts(env, log);
  const editor = createEditor({ documents, preview });

  const app = createApp({
    manifest,
    owners,
    pauses,
    users,
    shell,
    sessions,
    events,
    overrides: createOverrides({ manifest, shell, developmentShell, secret: env.SESSION_SECRET }),
    counts,
    admin: { manifest, environment, editor, owners, shell, health: counts, stacks, serviceSecret: env.SERVICE_SECRET, log },
    internal: { editor, usersFile: env.USERS_FILE, serviceSecret: env.SERVICE_SECRET },
    limits: createSignInLimits(),
    forward: createForwarder({ manifest, pauses, serviceToken: createServiceTokens({ secret: env.SERVICE_SECRET }) }),
  });
  const server = createGatewayServer({ app, log, trusted: trustedProxies(env.TRUSTED_PROXIES) });
  await new Promise<void>((resolve, reject) => {
    const taken = new StartRefusal(`Port ${env.DESK_PORT} is taken: stop what uses it, or set DESK_PORT.`);
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken : error));
    server.listen(env.DESK_PORT, env.HOST, resolve);
  });

  const haltWatch = createHaltWatch({ manifest, counts, editor, environment, log });

  return {
    origin: `http://${env.HOST}:${(server.address() as AddressInfo).port}`,
    /** Takes no new connections, lets requests under way end, then closes everything. */
    async stop(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      // Event streams never end by themselves.
      events.close();
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(force);
      await haltWatch.close();
      await counts.close();
      owners.close();
      pauses.close();
      users.close();
      await ended.close();
      await manifest.close();
      await documents.close();
    },
  };
}

function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartRefusal(`${folder} cannot hold the gateway’s data (${code}): set DESK_DATA to a folder that can.`);
  }
}

async function openUsers(env: Environment, log: Logger) {
  try {
    if (!existsSync(env.USERS_FILE)) {
      if (env.SEED_USERS_FILE) await seedUsersFile(env.USERS_FILE, env.SEED_USERS_FILE);
      else if (env.FIRST_USER) {
        const { FIRST_USER: email, FIRST_USER_ROLES: roles, FIRST_USER_PASSWORD: password } = env;
        const passwordFile = await makeFirstUser(env.USERS_FILE, { email, roles, password });
        log.info({ email, ...(passwordFile && { passwordFile }) }, 'the desk has one user');
      } else throw new Error(`USERS_FILE (${env.USERS_FILE}) does not exist, and neither SEED_USERS_FILE nor FIRST_USER is set.`);
    }
    return await openUserDirectory(env.USERS_FILE, log);
  } catch (error) {
    throw new StartRefusal(error instanceof Error ? error.message : String(error));
  }
}
