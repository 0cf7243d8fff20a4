import { Refused } from '../problem/refused.ts';

/**
 * The one spelling of a path that is routed and forwarded (RFC 3986 §6.2.2.2). What servers read differently, such as dot segments, double
 * slashes and encoded ones, is refused, not repaired. `%2F` is allowed outside `/api/`, where nothing is forwarded.
 */
export function canonicalTarget(target: string): string {
  if (!target.startsWith('/')) throw ambiguous('is not a path');
  const queryAt = target.indexOf('?');
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const canonical = canonicalPath(path);
  return queryAt < 0 ? canonical : canonical + target.slice(queryAt);
}

function canonicalPath(path: string): string {
  if (/[^\x21-\x7e]|[\\;#<>"]/.test(path)) throw ambiguous('has a character that must be percent-encoded');
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) throw ambiguous('has a percent sign that encodes nothing');
  const canonical = path.replaceAll(/%([0-9A-Fa-f]{2})/g, (encoded, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
  });
  if (/%(?:5C|7F|[01][0-9A-F])/.test(canonical)) throw ambiguous('has an encoded backslash or control character');
  if (/%25[0-9A-Fa-f]{2}/.test(canonical)) throw ambiguous('is encoded twice');
  if (/\/\/|\/\.{1,2}(?:\/|$)/.test(canonical)) throw ambiguous('has an empty or a dot segment');
  if (/^\/api(?:\/|$)/.test(canonical) && canonical.includes('%2F')) throw ambiguous('has an encoded slash');
  if (!isUtf8(canonical)) throw ambiguous('is not UTF-8');
  return canonical;
}

function isUtf8(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const ambiguous = (what: string) =>
  new Refused('ambiguous-path', `The path ${what}, so it could mean different things to different servers.`);
