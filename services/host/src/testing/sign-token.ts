import { SignJWT } from 'jose';

export const SECRET = 'a secret of the tests, long enough to sign with';

/** A token as the gateway makes them, unless told otherwise. */
export async function signToken(
  claims: { roles?: string[]; tenant?: string; audience?: string; secret?: string; expires?: string } = {},
): Promise<string> {
  const { roles = ['accounts', 'stock'], tenant = 'demo', audience = 'services', secret = SECRET, expires = '60s' } = claims;
  return new SignJWT({ roles, tenant, email: 'test@example.com', name: 'Test' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('test')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}
