import { SignJWT } from 'jose';

const LIFETIME = '60s';

/**
 * A short-lived token. `internal`: the moves' own endpoints. `services`: an operator's call, as the gateway would sign it. `admin`: the
 * gateway's own, where the subject is who is written down as the author.
 */
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
