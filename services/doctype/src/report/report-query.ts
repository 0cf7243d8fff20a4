import { type CallContext, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { DomainEnv } from '../domain.ts';
import { badQuery, readCursor, writeCursor } from '../query.ts';

/** A day that PostgreSQL knows: it has no year 0. */
const reportDate = z.iso.date().refine((text) => text >= '0001', 'there is no year 0');

/** The id of a document; PostgreSQL knows no NUL, and no id holds any other control character. */
export const reportId = z
  .string()
  .min(1)
  .max(140)
  .regex(/^\P{Cc}*$/u, 'it holds a control character');

/** The days of a report, both inclusive. */
export const reportPeriod = { from: reportDate.optional(), to: reportDate.optional() };

export const reportPage = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** Mounts reports under `/reports/` for callers with `role`; `reports` names them in a refusal (`Stock reports`). */
export function reportMounter(app: Hono<DomainEnv>, role: string, reports: string) {
  return <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    read: (query: z.infer<Schema>, call: CallContext) => Promise<object>,
  ): void => {
    app.get(`/reports/${name}`, async (c) => {
      const { call } = c.var;
      if (!call.roles.includes(role)) throw new Refusal('forbidden', `${reports} need the role “${role}”.`);
      return c.json(await read(readReportQuery(schema, c.req.query()), call));
    });
  };
}

/** Parses a report's query; refuses an unknown or unreadable parameter by its name (`bad-query`). */
function readReportQuery<Schema extends z.ZodType>(schema: Schema, query: Record<string, string>): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') throw badQuery(issue.keys[0] ?? '', `This report knows no parameter “${issue.keys[0]}”.`);
  const field = issue?.path.join('.') ?? '';
  throw badQuery(field, `“${field}” cannot be read: ${issue?.message}.`);
}

/** Days, both inclusive. From the start of the year of `to`, which is today unless given. */
export function readPeriod({ from, to }: { from?: string; to?: string }, today: string): { from: string; to: string } {
  const end = to ?? (from !== undefined && from > today ? from : today);
  const start = from ?? `${end.slice(0, 4)}-01-01`;
  if (start > end) throw badQuery('from', `The period ends (${end}) before it starts (${start}).`);
  return { from: start, to: end };
}

/** The rows of one page of `found`, which holds one row more where there is a next page, and the cursor that asks for that one. */
export function takePage<Row>(found: readonly Row[], limit: number, positionOf: (row: Row) => [string, string]) {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const more = found.length > limit && last !== undefined;
  return { shown, next_cursor: more ? writeCursor(positionOf(last)) : null };
}

/** Throws `bad-query` for a cursor whose key is not one of this report's. */
export function readReportCursor(cursor: string | undefined, position: z.ZodType<[string, string]>): [string, string] | null {
  if (cursor === undefined) return null;
  const found = readCursor(cursor, position);
  if (found === null) throw badQuery('cursor', 'This cursor was not made by this report.');
  return found;
}

/** Position in a ledger: its day, then its entry. */
export const ledgerPosition = z.tuple([reportDate, z.string().regex(/^\d{1,18}$/)]);
