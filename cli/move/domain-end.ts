import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { describeFetchError } from '@business-m/manifest/store';
import { problemSchema } from '@business-m/metadata';
import { DeskFailure } from '../desk-failure.ts';
import { signToken } from '../signed-token.ts';

/** A step waits for writers under way, at most. */
const STEP_MS = 60_000;

export interface EndState {
  scope: string;
  standing: 'open' | 'closed' | 'given-up';
  home: { state: 'home' | 'leaving' | 'left' | 'arriving'; move: string | null };
}

export interface TableCount {
  rows: number;
  hash: string;
  sums: Record<string, string>;
}

export interface Check {
  tables: { name: string; rows: number }[];
  messages: Record<string, number>;
}

/** One end of a move: a services process that has, or is to have, the domain. */
export interface DomainEnd {
  origin: string;
  read(): Promise<EndState>;
  /** Without a database: only how much there is. */
  check(database: string | null): Promise<Check>;
  step(name: 'expect' | 'fence' | 'leave' | 'open' | 'undo', move: string): Promise<EndState>;
  /** Answers what both databases counted of each table. */
  copy(
    move: string,
    database: string,
    onTable: (table: string, rows: number) => void,
    signal: AbortSignal,
  ): Promise<Record<string, TableCount>>;
}

export function domainEnd(origin: string, scope: string, secret: string): DomainEnd {
  const base = `${origin.replace(/\/$/, '')}/internal/domains/${scope}`;

  async function call(path: string, body: object | null, signal = AbortSignal.timeout(STEP_MS)): Promise<Response> {
    const authorization = `Bearer ${await signToken(secret, 'internal')}`;
    const answer = await fetch(base + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    }).catch((error: unknown) => {
      throw new DeskFailure(`The process at ${origin} cannot be reached: ${describeFetchError(error)}`, { cause: error });
    });
    if (answer.ok) return answer;
    throw new DeskFailure(`${origin}: ${describeProblem(await answer.json().catch(() => null), answer.status)}`);
  }

  return {
    origin,
    read: async () => (await (await call('', null)).json()) as EndState,
    check: async (database) => (await (await call('/check', database === null ? {} : { database })).json()) as Check,
    step: async (name, move) => (await (await call(`/${name}`, { move })).json()) as EndState,
    async copy(move, database, onTable, signal) {
      const answer = await call('/copy', { move, database }, signal);
      const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream), crlfDelay: Number.POSITIVE_INFINITY });
      for await (const text of lines) {
        const line = JSON.parse(text) as { table: string; rows: number } | { done: Record<string, TableCount> } | { problem: unknown };
        if ('done' in line) return line.done;
        if ('problem' in line) throw new DeskFailure(`${origin}: ${describeProblem(line.problem, 500)}`);
        onTable(line.table, line.rows);
      }
      throw new DeskFailure(`${origin} broke off while copying.`);
    },
  };
}

function describeProblem(body: unknown, status: number): string {
  const problem = problemSchema.safeParse(body);
  return problem.success ? problem.data.detail : `it answered ${status}`;
}
