import { Refusal } from '@business-m/protocols';
import { z } from 'zod';

/** A day that PostgreSQL knows: it has no year 0. */
export const reportDate = z.iso.date().refine((text) => text >= '0001', 'there is no year 0');

/** The id of a document; PostgreSQL knows no NUL, and no id holds any other control character. */
export const reportId = z
  .string()
  .min(1)
  .max(140)
  .regex(/^\P{Cc}*$/u, 'it holds a control character');

/** What every report with pages takes. */
export const reportPage = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

/** Parses a report's query; refuses an unknown or unreadable parameter by its name (`bad-query`). */
export function readReportQuery<Schema extends z.ZodType>(schema: Schema, query: Record<string, string>): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') throw badQuery(issue.keys[0] ?? '', `This report knows no parameter “${issue.keys[0]}”.`);
  const field = issue?.path.join('.') ?? '';
  throw badQuery(field, `“${field}” cannot be read: ${issue?.message}.`);
}

/** Days, both inclusive. From the start of the year of `to`, which is today unless given. */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string } {
  const end = to ?? (from !== undefined && from > today ? from : today);
  const start = from ?? `${end.slice(0, 4)}-01-01`;
  if (start > end) throw badQuery('from', `The period ends (${end}) before it starts (${start}).`);
  return { from: start, to: end };
}

/** The sort key of a page's last row, as the opaque text that asks for the next page. */
export function writeReportCursor(position: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Throws `bad-query` for a cursor whose key is not one of this report's. */
export function readReportCursor(cursor: string | undefined, position: z.ZodType<[string, string]>): [string, string] | null {
  if (cursor === undefined) return null;
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badQuery('cursor', 'This cursor was not made by this report.');
  }
}

/** Position in a ledger: its day, then its entry. */
export const ledgerPosition = z.tuple([reportDate, z.string().regex(/^\d{1,18}$/)]);

function badQuery(field: string, message: string): Refusal {
  return new Refusal({ code: 'bad-query', message, field });
}
