import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { askService, sentenceOfProblem } from '../ask-service.ts';
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

export type DomainEnd = ReturnType<typeof domainEnd>;

/** One end of a move: a services process that has, or is to have, the domain. */
export function domainEnd(origin: string, scope: string, secret: string) {
  async function call(path: string, body: object | null, signal = AbortSignal.timeout(STEP_MS)): Promise<Response> {
    const token = await signToken(secret, 'internal');
    return askService({ origin, path: `/internal/domains/${scope}${path}`, token, body, signal, prefix: `${origin}: ` });
  }

  return {
    origin,
    read: async () => (await (await call('', null)).json()) as EndState,
    /** Without a database: only how much there is. */
    check: async (database: string | null) => (await (await call('/check', database === null ? {} : { database })).json()) as Check,
    step: async (name: 'expect' | 'fence' | 'leave' | 'open' | 'undo', move: string) =>
      (await (await call(`/${name}`, { move })).json()) as EndState,
    /** Answers what both databases counted of each table. */
    async copy(
      move: string,
      database: string,
      onTable: (table: string, rows: number) => void,
      signal: AbortSignal,
    ): Promise<Record<string, TableCount>> {
      const answer = await call('/copy', { move, database }, signal);
      const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream), crlfDelay: Number.POSITIVE_INFINITY });
      for await (const text of lines) {
        const line = JSON.parse(text) as { table: string; rows: number } | { done: Record<string, TableCount> } | { problem: unknown };
        if ('done' in line) return line.done;
        if ('problem' in line) throw new DeskFailure(`${origin}: ${sentenceOfProblem(line.problem, 'it broke off while copying.')}`);
        onTable(line.table, line.rows);
      }
      throw new DeskFailure(`${origin} broke off while copying.`);
    },
  };
}
