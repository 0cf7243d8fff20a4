import { accessSync, constants } from 'node:fs';
import { connectNats } from '@business-m/adapters';
import { makeFolder } from '@business-m/files';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { createApp, createOpeningApp } from './app.ts';
import { compose, demoOf } from './domains/composition.ts';
import type { HostedDomain } from './domains/hosted-domain.ts';
import { findContradiction } from './domains/same-company.ts';
import type { Environment } from './environment/read-environment.ts';
import { CannotStart } from './environment/variables.ts';
import { armFaults } from './fault/arm.ts';
import type { HttpEnv } from './http/authenticate.ts';
import { listen } from './start/listen.ts';
import { lockFolder, type OpenDatabase, openDatabases } from './start/open-databases.ts';
import { startDomains } from './start/start-domains.ts';
import { waitForDomain } from './start/wait-for-domain.ts';
import { createProcessState, logNats, type ProcessState } from './state/process-state.ts';

/** Together with the time for requests within the five seconds that a supervisor waits. */
const OUTBOX_MS = 1_500;
const TIDY_EVERY_MS = 3_600_000;
const LOOK_EVERY_MS = 60_000;

export interface RunningServer {
  port: number;
  /** Settles once every domain is where it belongs. Rejects when only another build or setting can mend what stands in the way. */
  started: Promise<void>;
  stop(): Promise<void>;
}

/** Listens at once and starts the domains in the background. `started` rejects only for what this process cannot recover from. */
export async function startServer(environment: Environment, log: Logger): Promise<RunningServer> {
  const cleanUp: (() => unknown)[] = [];
  const stopping = new AbortController();
  const stop = async () => {
    stopping.abort();
    for (const step of cleanUp.toReversed()) await step();
  };
  try {
    for (const folder of embeddedFolders(environment)) {
      makeDataFolder(environment.DESK_DATA);
      const lock = lockFolder(folder);
      cleanUp.push(() => lock.release());
    }
    if (environment.faultPoints) armFaults(environment.faultPoints, log);
    let app: Pick<Hono<HttpEnv>, 'fetch'> = createOpeningApp(environment.mode);
    const listener = await listen((request) => app.fetch(request), environment.SERVICES_PORT, environment.HOST);
    const opened = open(environment, log, stopping.signal, cleanUp);
    const started = opened.then((host) => {
      app = host.app;
      return host.start();
    });
    // In reverse order, so that nothing is closed under a running request.
    const close = async () => {
      stopping.abort();
      await listener.close();
      await opened.catch(() => {});
    };
    return { port: listener.port, started, stop: () => close().then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(environment: Environment, log: Logger, signal: AbortSignal, cleanUp: (() => unknown)[]) {
  const link = environment.nats && (await connectNats(environment.nats));
  if (link) {
    logNats(link, log);
    cleanUp.push(() => link.close());
  }
  const databases = await openDatabases(environment.databases, log);
  const distinct = new Set(databases.values());
  cleanUp.push(() => Promise.all([...distinct].map((database) => database.close())));
  const databaseOf = (scope: string) => required(databases.get(scope));
  const places = environment.domains.map((scope) => {
    return { scope, db: databaseOf(scope).db, schema: required(environment.databases[scope]).schema };
  });
  const { DESK_TIME_ZONE: timeZone, DESK_TIME_ZONE_BEFORE: timeZoneBefore, DESK_CURRENCY: currency, DESK_COMPANY: name } = environment;
  const company = { name, currency, timeZone };
  if (!name || !currency) log.warn('DESK_COMPANY and DESK_CURRENCY say whose the reports are and in which money: not all of it is set');
  const composition = compose({
    places,
    link,
    ...company,
    onError: (error) => log.error({ err: error }, 'a call or message failed'),
  });
  const domains = composition.domains.all();
  const state = createProcessState((scope) => databaseOf(scope).watch, log);
  cleanUp.push(() => Promise.all(domains.map((domain) => domain.stop(OUTBOX_MS))));
  cleanUp.push(tidyNowAndThen(domains, log));

  const { SERVICE_SECRET: secret, DESK_TENANT: tenant, DESK_SEED, mode } = environment;
  const contradiction = () => findContradiction(composition, company, tenant);
  cleanUp.push(lookNowAndThen(domains, contradiction, state));
  const seedOf = ({ scope, service }: HostedDomain) => ({
    tenant,
    today: service.today(),
    documents: DESK_SEED === 'demo' ? demoOf(scope).demo : null,
    async ready() {
      // Those of the same database are seeded in order, and need no waiting.
      const others = demoOf(scope).demoAfter.filter((before) => databases.get(before) !== databases.get(scope));
      for (const before of others) {
        state.waits(scope, `The demo company needs the domain ${before} first.`);
        await waitForDomain(composition, before, tenant);
      }
      state.waits(scope, null);
    },
  });
  return {
    app: createApp({ ...composition, state, link, mode, secret, tenant, company, log }),
    async start() {
      const start = (database: OpenDatabase) => {
        const here = domains.filter(({ scope }) => databaseOf(scope) === database);
        return startDomains({
          database,
          domains: here,
          state,
          seedOf,
          company: { ...company, timeZoneBefore },
          contradiction,
          tenant,
          log,
          signal,
        });
      };
      await Promise.all([...distinct].map(start));
    },
  };
}

function tidyNowAndThen(domains: readonly HostedDomain[], log: Logger): () => void {
  const timer = setInterval(() => {
    for (const { service, scope, phase } of domains) {
      if (phase() === 'serving') service.tidy().catch((error) => log.error({ domain: scope, err: error }, 'tidying failed'));
    }
  }, TIDY_EVERY_MS);
  return () => clearInterval(timer);
}

/** The process with the general ledger may start later than this one, or anew with other settings: health says so, and work goes on. */
function lookNowAndThen(domains: readonly HostedDomain[], contradiction: () => Promise<string | null>, state: ProcessState): () => void {
  const timer = setInterval(async () => {
    const found = await contradiction();
    for (const { scope, phase } of domains) if (phase() === 'serving') state.waits(scope, found);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

function embeddedFolders({ databases }: Environment): Set<string> {
  return new Set(Object.values(databases).flatMap(({ database }) => (database.engine === 'pglite' ? [database.folder] : [])));
}

function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CannotStart(`${folder} cannot hold the data (${why}). Set DESK_DATA to a folder that can.`, { cause: error });
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('every domain of this process has a database');
  return value;
}
