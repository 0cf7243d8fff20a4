import { randomUUID } from 'node:crypto';
import type { DemoDocument } from '@business-m/doctype';
import { sql } from 'kysely';
import type { AppOptions } from '../app.ts';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { writeDocument } from '../seed/write-document.ts';
import { signToken } from './sign-token.ts';
import { requestedLayout, type TestLayout } from './test-layout.ts';
import { openTestProcess, type TestProcess } from './test-process.ts';

/** The whole host, in one process or several, on the database that was asked for; driven by `fetch` without a socket. */
export interface TestHost {
  processes: readonly TestProcess[];
  domains: readonly HostedDomain[];
  /** A request of a user with `roles`, taken where it belongs; a `body` that is no string is sent as JSON. */
  fetch(method: string, path: string, options?: RequestOptions): Promise<Response>;
  /** The same as it is, without a token. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** The process that answers a path, as the gateway would choose it. */
  processFor(path: string): TestProcess;
  databaseOf(scope: string): HostDatabase;
  /** Runs a statement in the database of a domain, past the domain itself; answers its rows. */
  query(scope: string, statement: string): Promise<unknown[]>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  roles?: string[];
}

export interface TestHostOptions {
  layout?: TestLayout;
  now?: () => Date;
  company?: Partial<AppOptions['company']>;
  /** Of its subjects on NATS; one of its own unless given. */
  prefix?: string;
}

/** Opens a host that holds `documents`, written one after the other by whoever owns them. */
export async function openTestHost(documents: readonly DemoDocument[], options: TestHostOptions = {}): Promise<TestHost> {
  const { layout = requestedLayout(), now = () => new Date(), prefix = `test-${randomUUID()}` } = options;
  const company = { timeZone: 'UTC', ...options.company };
  const processes: TestProcess[] = [];
  const close = async () => {
    for (const process of processes) await process.close();
  };
  try {
    for (const here of layout.processes) processes.push(await openTestProcess({ here, layout, prefix, now, company }));
    for (const process of processes) await process.meetOthers();
    const host = joinProcesses(processes, close);
    for (const [index, document] of documents.entries()) {
      await writeDocument(ownerOf(host.domains, document.doctype).service, 'demo', document, String(index));
    }
    return host;
  } catch (error) {
    await close();
    throw error;
  }
}

function joinProcesses(processes: readonly TestProcess[], close: () => Promise<void>): TestHost {
  const [first] = processes as [TestProcess];
  const domains = processes.flatMap(({ composition }) => composition.domains.all());
  const scopeOf = (path: string) => {
    const [, , part, doctype] = path.split(/[/?]/);
    const owner = domains.find((domain) => owns(domain, doctype ?? ''));
    return part === 'resource' || part === 'meta' ? owner?.scope : part;
  };
  const processFor = (path: string) => {
    const scope = scopeOf(path) ?? '';
    // What nobody owns is refused by anybody in the same words.
    return processes.find(({ composition }) => composition.domains.find(scope)) ?? first;
  };
  const request: TestHost['request'] = async (path, init) => processFor(path).app.request(path, init);
  const databaseOf = (scope: string): HostDatabase => {
    const domain = domains.find((each) => each.scope === scope);
    if (!domain) throw new Error(`no domain ${scope} in this test`);
    return domain.db;
  };
  return {
    processes,
    domains,
    processFor,
    request,
    databaseOf,
    query: async (scope, statement) => (await sql.raw(statement).execute(databaseOf(scope))).rows,
    async fetch(method, path, { body, headers = {}, roles = ['accounts', 'stock'] } = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      return request(path, { method, ...sent, headers: { ...type, authorization: `Bearer ${await signToken({ roles })}`, ...headers } });
    },
    async drain() {
      for (const { service } of domains) await service.relay.drain();
    },
    close,
  };
}

function owns({ service }: HostedDomain, doctype: string): boolean {
  return service.discovery.docTypes.some((owned) => owned.doctype === doctype);
}

function ownerOf(domains: readonly HostedDomain[], doctype: string): HostedDomain {
  const owner = domains.find((domain) => owns(domain, doctype));
  if (!owner) throw new Error(`no domain of this test owns ${doctype}`);
  return owner;
}
