import { SignJWT } from 'jose';

const LIFETIME_S = 60;

/** A short-lived token: `internal` for moves, `services` for an operator's call, `admin` for the gateway, whose subject is the author. */
export function signToken(
  secret: string,
  audience: 'internal' | 'services' | 'admin',
  claims: Record<string, unknown> = {},
  subject = 'desk-command',
): Promise<string> {
  const iat = Math.floor(Date.now() / 1_000);
  const all = { ...claims, aud: audience, sub: subject, iat, exp: iat + LIFETIME_S };
  return new SignJWT(all).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
}
