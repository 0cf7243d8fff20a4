import { randomUUID } from 'node:crypto';
import {
  begunSchema,
  heldSchema,
  lookedSchema,
  type RestoreRequest,
  type Standings,
  servicesHealthSchema,
  snapshotSchema,
  type TableChecksum,
  tableChecksumSchema,
} from '@business-m/metadata/operations';
import type { z } from 'zod/mini';
import { askService, readAnswer, signToken } from '../ask-service.ts';
import { DeskFailure } from '../desk-failure.ts';
import type { Backup } from './backup-file.ts';

/** A step waits for writers or readers under way, at most. */
const STEP_MS = 60_000;
/** Foreign keys over the largest table are checked anew, and every row is read twice. */
const VERIFY_MS = 6 * 3_600_000;

export type ServicesEnd = ReturnType<typeof servicesEnd>;

/** One services process, with its domains and their databases. */
export function servicesEnd(origin: string, secret: string) {
  // Of two commands that restore the same backup at once, the later one goes on.
  const headers = { 'restore-run': randomUUID() };
  async function call(path: string, body: object | string, limitMs = STEP_MS, signal?: AbortSignal): Promise<Response> {
    const token = await signToken(secret, 'internal');
    const limit = AbortSignal.timeout(limitMs);
    const all = signal ? AbortSignal.any([limit, signal]) : limit;
    return askService({ origin, path: `/internal${path}`, token, body, headers, signal: all, prefix: `${origin}: ` });
  }
  async function ask<Schema extends z.ZodMiniType>(schema: Schema, ...args: Parameters<typeof call>): Promise<z.infer<Schema>> {
    return readAnswer(schema, await (await call(...args)).json().catch(() => null), `${origin} answers ${args[0]}`);
  }

  return {
    origin,
    /** The domains that live there. */
    async scopes(): Promise<string[]> {
      const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(STEP_MS) }).catch((error: unknown) => {
        throw new DeskFailure(`${origin} cannot be reached.`, { cause: error });
      });
      const { domains } = servicesHealthSchema.safeParse(await answer.json().catch(() => null)).data ?? {};
      if (!domains) throw new DeskFailure(`${origin} is not a services process of the desk.`);
      return Object.entries(domains).flatMap(([scope, { state }]) => (state === 'given-up' ? [] : [scope]));
    },
    hold: (backup: string) => ask(heldSchema, '/backup/hold', { backup }),
    /** PGlite is read as a whole meanwhile. */
    snapshot: (backup: string) => ask(snapshotSchema, '/backup/snapshot', { backup }, VERIFY_MS),
    /** Pages of lines, each line ended. */
    async *rows(backup: string, scope: string, table: string, signal: AbortSignal): AsyncGenerator<string> {
      for (let from: number | null = 0; from !== null; ) {
        const answer: Response = await call('/backup/rows', { backup, scope, table, from }, STEP_MS, signal);
        const next = answer.headers.get('next-page');
        from = next === null ? null : Number(next);
        const text = await answer.text();
        if (text !== '') yield text;
      }
    },
    checksum: (backup: string, scope: string, table: string): Promise<TableChecksum> =>
      ask(tableChecksumSchema, '/backup/checksum', { backup, scope, table }, VERIFY_MS),
    release: async (backup: string) => void (await call('/backup/release', { backup })),

    look: (request: RestoreRequest) => ask(lookedSchema, '/restore/look', request),
    begin: async (request: RestoreRequest): Promise<Standings> => (await ask(begunSchema, '/restore/begin', request)).standings,
    load: async (scope: string, table: string, lines: readonly string[], signal: AbortSignal) =>
      void (await call(`/restore/rows/${scope}/${table}`, lines.join('\n'), STEP_MS, signal)),
    async verify(scope: string, { tables, sequences }: Backup['domains'][string], signal: AbortSignal) {
      const sums = Object.entries(tables).map(([name, { rows, hash, sums }]) => [name, { rows, hash, sums }] as const);
      await call('/restore/verify', { scope, tables: Object.fromEntries(sums), sequences }, VERIFY_MS, signal);
    },
    settle: async () => void (await call('/restore/settle', {})),
    commit: async () => void (await call('/restore/commit', {})),
    open: async (restore: string, scopes: readonly string[]) => void (await call('/restore/open', { restore, scopes })),
    /** `aborts`: also what another command has begun. */
    undo: async (restore: string, scopes: readonly string[], aborts: boolean) =>
      void (await call('/restore/undo', { restore, scopes, aborts })),
  };
}
