import type { z } from 'zod/mini';
import type { AdminEndpoint } from './endpoints.ts';

type Query = AdminEndpoint['query'];

/** `?limit=25`, in the order of the entry, so that a page's preload and the call have one spelling; empty when nothing is asked. */
export function writeQuery(query: Query, values: Readonly<Record<string, unknown>>): string {
  const asked = Object.keys(query?.shape ?? {}).filter((name) => values[name] !== undefined);
  const search = new URLSearchParams(asked.map((name): [string, string] => [name, String(values[name])]));
  return asked.length > 0 ? `?${search}` : '';
}

/** The values of a query that the entry knows; others are ignored. `refuse` throws for one that is not as the entry says. */
export function readQuery(
  query: Query,
  textOf: (name: string) => string | null | undefined,
  refuse: (name: string, message: string) => never,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(query?.shape ?? {})) {
    const text = textOf(name);
    if (text !== null && text !== undefined) values[name] = readValue(schema as z.ZodMiniType, text, (message) => refuse(name, message));
    else if (!(schema as z.ZodMiniType).safeParse(undefined).success) refuse(name, 'missing');
  }
  return values;
}

/** A text is a string, a whole number or `true`, whichever the schema takes. */
function readValue(schema: z.ZodMiniType, text: string, refuse: (message: string) => never): unknown {
  const asText = schema.safeParse(text);
  if (asText.success) return asText.data;
  const parsed = schema.safeParse(/^\d{1,15}$/.test(text) ? Number(text) : text === 'true' ? true : null);
  return parsed.success ? parsed.data : refuse(parsed.error.issues[0]?.message ?? 'something else');
}
