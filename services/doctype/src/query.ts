import { Refusal } from '@business-m/protocols';
import type { z } from 'zod';

const MAX_CURSOR_LENGTH = 4000;

export function badQuery(field: string, message: string): Refusal {
  return new Refusal('bad-query', message, { field });
}

/** Where a page ended, as text that the client sends back unread. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Null for a cursor that holds no such position. */
export function readCursor<Schema extends z.ZodType>(cursor: string, position: Schema): z.infer<Schema> | null {
  if (cursor.length > MAX_CURSOR_LENGTH) return null;
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return null;
  }
}
