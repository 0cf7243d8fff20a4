import { SignJWT } from 'jose';
import type { User } from '../users/user-directory.ts';

const LIFETIME_S = 60;

/** Signs what services are told of a caller. Short-lived: it says who called just now, and is of no use later. */
export function createServiceTokens({ secret, now = () => new Date() }: { secret: string; now?: () => Date }) {
  const key = new TextEncoder().encode(secret);
  return function serviceToken({ id, name, email, roles, tenant }: User): Promise<string> {
    const iat = Math.floor(now().getTime() / 1_000);
    const claims = { aud: 'services', sub: id, iat, exp: iat + LIFETIME_S, name, email, roles, tenant };
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
  };
}
