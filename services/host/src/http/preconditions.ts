import type { Expected } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';
import type { Context } from 'hono';

/** No document ever has this revision: a tag that is none of ours matches nothing. */
const NEVER = -1;

/** What the request expects of the document: `If-Match` (RFC 9110 §13.1.1) and `Schema-Hash`. */
export function readExpected(c: Context): Expected {
  return { ifMatch: readIfMatch(c.req.header('if-match')), schemaHash: c.req.header('schema-hash') };
}

/** For PUT and DELETE, which never go ahead blindly. */
export function requireExpected(c: Context): Expected {
  const expected = readExpected(c);
  if (expected.ifMatch !== undefined) return expected;
  throw new Refusal({ code: 'if-match-required', message: 'Send the ETag of the document you have seen as If-Match.', field: 'If-Match' });
}

export function entityTag(revision: number): string {
  return `"${revision}"`;
}

function readIfMatch(header: string | undefined): Expected['ifMatch'] {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const revision = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return revision === undefined ? NEVER : Number(revision);
}
