import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { jsonOrNull } from '@business-m/manifest/store';
import {
  copyLineSchema,
  type EndState,
  endStateSchema,
  type MoveCheck,
  moveCheckSchema,
  type TableChecksum,
} from '@business-m/metadata/operations';
import type { z } from 'zod/mini';
import { askService, readAnswer, sentenceOfProblem, signToken } from '../ask-service.ts';
import { DeskFailure } from '../desk-failure.ts';

/** A step waits for writers under way, at most. */
const STEP_MS = 60_000;

export type DomainEnd = ReturnType<typeof domainEnd>;

/** One end of a move: a services process that has, or is to have, the domain. */
export function domainEnd(origin: string, scope: string, secret: string) {
  async function call(path: string, body: object | null, signal = AbortSignal.timeout(STEP_MS)): Promise<Response> {
    const token = await signToken(secret, 'internal');
    return askService({ origin, path: `/internal/domains/${scope}${path}`, token, body, signal, prefix: `${origin}: ` });
  }
  const ask = async <Schema extends z.ZodMiniType>(schema: Schema, path: string, body: object | null): Promise<z.infer<Schema>> =>
    readAnswer(schema, await (await call(path, body)).json().catch(() => null), `${origin} answers ${path || 'the state of a domain'}`);

  return {
    origin,
    read: (): Promise<EndState> => ask(endStateSchema, '', null),
    /** Without a database: only how much there is. */
    check: (database: string | null): Promise<MoveCheck> => ask(moveCheckSchema, '/check', database === null ? {} : { database }),
    step: (name: 'expect' | 'fence' | 'leave' | 'open' | 'undo', move: string): Promise<EndState> =>
      ask(endStateSchema, `/${name}`, { move }),
    /** Answers what both databases counted of each table. */
    async copy(
      move: string,
      database: string,
      onTable: (table: string, rows: number) => void,
      signal: AbortSignal,
    ): Promise<Record<string, TableChecksum>> {
      const answer = await call('/copy', { move, database }, signal);
      const lines = createInterface({ input: Readable.fromWeb(answer.body as ReadableStream), crlfDelay: Number.POSITIVE_INFINITY });
      for await (const text of lines) {
        const line = readAnswer(copyLineSchema, jsonOrNull(Buffer.from(text)), `${origin} answers /copy`);
        if ('done' in line) return line.done;
        if ('problem' in line) throw new DeskFailure(`${origin}: ${sentenceOfProblem(line.problem, 'it broke off while copying.')}`);
        onTable(line.table, line.rows);
      }
      throw new DeskFailure(`${origin} broke off while copying.`);
    },
  };
}
