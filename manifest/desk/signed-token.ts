import { SignJWT } from 'jose';

const LIFETIME = '60s';

/** A short-lived token for the services. `internal`: the moves' own endpoints. `services`: an operator's call, as the gateway would sign it. */
export function signToken(secret: string, audience: 'internal' | 'services', claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('desk-command')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(new TextEncoder().encode(secret));
}
