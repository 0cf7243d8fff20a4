import { connectNats, type NatsLink } from '@business-m/adapters';
import type { TestDatabase } from '@business-m/doctype/testing';
import { scopes } from '@business-m/domains';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { inject } from 'vitest';
import { type AppOptions, createApp } from '../app.ts';
import { type Composition, compose } from '../domains/composition.ts';
import type { HttpEnv } from '../http/authenticate.ts';
import { waitForDomain } from '../start/wait-for-domain.ts';
import { createProcessState } from '../state/process-state.ts';
import { watchDatabase } from '../state/watch-database.ts';
import { SECRET } from './sign-token.ts';
import type { TestLayout } from './test-layout.ts';

const log = pino({ level: 'silent' });

/** What one process of the host is made of, without a socket. */
export interface TestProcess {
  composition: Composition;
  /** To make another face of the same process with. */
  options: AppOptions;
  app: Hono<HttpEnv>;
  /** Waits until every domain of other processes can be asked. */
  meetOthers(): Promise<void>;
  close(): Promise<void>;
}

export interface TestProcessOptions {
  here: TestLayout['processes'][number];
  layout: TestLayout;
  /** Isolates hosts on one NATS. */
  prefix: string;
  now: () => Date;
  company: AppOptions['company'];
}

/** Composes some domains on databases of their own and takes them up, empty. */
export async function openTestProcess({ here, layout, prefix, now, company }: TestProcessOptions): Promise<TestProcess> {
  const closing: (() => Promise<unknown>)[] = [];
  const open = async (whose: typeof here): Promise<TestDatabase> => {
    const database = await layout.openDatabase(whose);
    closing.push(() => database.close());
    return database;
  };
  const shared = layout.databasePerDomain ? null : await open(here);
  const places = [];
  for (const scope of here) places.push({ scope, schema: scope, db: (shared ?? (await open([scope]))).db });
  const link = layout.processes.length > 1 ? await openLink(prefix) : null;
  if (link) closing.push(() => link.close());

  const composition = compose({ places, link, now, ...company, onError: (error) => log.error(error) });
  const domains = composition.domains.all();
  closing.push(() => Promise.all(domains.map((domain) => domain.stop(0))));
  for (const domain of domains) {
    await domain.service.migrate();
    domain.prepare();
    await domain.resume();
  }
  const watch = watchDatabase({ probe: async () => {}, close: async () => {} });
  await watch.probe();
  closing.push(() => watch.stop());
  const state = createProcessState(() => watch, log);
  const options: AppOptions = {
    ...composition,
    state,
    link,
    mode: link ? 'enterprise' : 'indie',
    secret: SECRET,
    tenant: 'demo',
    company,
    log,
  };
  return {
    composition,
    options,
    app: createApp(options),
    async meetOthers() {
      for (const scope of scopes) if (!composition.domains.active(scope)) await waitForDomain(composition, scope, 'demo');
    },
    async close() {
      for (const step of closing.toReversed()) await step();
    },
  };
}

function openLink(prefix: string): Promise<NatsLink> {
  return connectNats({ servers: [inject('natsUrl' as never)], prefix });
}
