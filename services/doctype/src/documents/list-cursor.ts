import { Refusal } from '@business-m/protocols';
import { z } from 'zod';

export interface Sort {
  column: string;
  descending: boolean;
}

const MAX_CURSOR_LENGTH = 4000;

/** The last row of a page: its sort value as text (null sorts last) and its id, which breaks ties. */
export interface Position {
  value: string | null;
  id: string;
}

const cursorSchema = z.tuple([z.string(), z.string().nullable(), z.string()]);

export function writeCursor(sort: Sort, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([spell(sort), value, id])).toString('base64url');
}

/** Throws `bad-query` for a cursor that was not made by this list in this order. */
export function readCursor(text: string, sort: Sort): Position {
  const parsed = cursorSchema.safeParse(text.length > MAX_CURSOR_LENGTH ? null : decode(text));
  if (!parsed.success || parsed.data[0] !== spell(sort)) throw foreignCursor();
  return { value: parsed.data[1], id: parsed.data[2] };
}

export function foreignCursor(): Refusal {
  return new Refusal({ code: 'bad-query', message: 'This cursor does not belong to this list and order.', field: 'cursor' });
}

function spell(sort: Sort): string {
  return (sort.descending ? '-' : '') + sort.column;
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
}
