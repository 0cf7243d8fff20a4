import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { GatewayEnv } from '../request/request-facts.ts';

export type Coding = 'identity' | 'br' | 'gzip';

/** The smallest of the forms there are that the caller takes. */
export function codingFor(c: Context<GatewayEnv>, forms: object): Coding {
  return accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: 'identity',
    match: (accepted, { supports }) =>
      supports.find((name) => name in forms && accepted.some(({ type, q }) => type === name && q > 0)) ?? 'identity',
  }) as Coding;
}

/** A strong tag names bytes, and each coding has its own. */
export const tagOf = (etag: string, coding: Coding) => (coding === 'identity' ? etag : etag.replace(/"$/, `-${coding}"`));

/** RFC 9110 §13.1.2. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch !== undefined &&
    (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  );
}
