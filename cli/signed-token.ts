import { SignJWT } from 'jose';

const LIFETIME = '60s';

/** A short-lived token: `internal` for moves, `services` for an operator's call, `admin` for the gateway, whose subject is the author. */
export function signToken(
  secret: string,
  audience: 'internal' | 'services' | 'admin',
  claims: Record<string, unknown> = {},
  subject = 'desk-command',
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(new TextEncoder().encode(secret));
}
