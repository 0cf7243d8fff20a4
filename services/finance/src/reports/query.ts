import { Refusal } from '@business-m/protocols';
import { z } from 'zod';

/** PostgreSQL knows no year 0. */
const date = z.iso.date().refine((text) => text >= '0001', 'there is no year 0');
const period = { from: date.optional(), to: date.optional() };

export const trialBalanceQuery = z.strictObject(period);
export const generalLedgerQuery = z.strictObject({
  ...period,
  account: z.string().min(1).max(140),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** Parses a report's query; refuses an unknown or unreadable parameter by its name (`bad-query`). */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: Record<string, string>): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  throw badQuery(
    field ?? '',
    issue?.code === 'unrecognized_keys' ? `This report knows no parameter “${field}”.` : `“${field}” cannot be read: ${issue?.message}.`,
  );
}

/** From the start of the year of `to`, which is today unless given. */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): { from: string; to: string } {
  const end = to ?? (from !== undefined && from > today ? from : today);
  const start = from ?? `${end.slice(0, 4)}-01-01`;
  if (start > end) throw badQuery('from', `The period ends (${end}) before it starts (${start}).`);
  return { from: start, to: end };
}

const cursorSchema = z.tuple([date, z.string().regex(/^\d{1,18}$/)]);
/** The last row of a page: where the next one starts. */
export type LedgerPosition = z.infer<typeof cursorSchema>;

export function writeCursor(position: LedgerPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function readCursor(cursor: string | undefined): LedgerPosition | null {
  if (cursor === undefined) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badQuery('cursor', 'This cursor was not made by this report.');
  }
}

function badQuery(field: string, message: string): Refusal {
  return new Refusal({ code: 'bad-query', message, field });
}
