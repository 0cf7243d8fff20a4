import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Session } from '../request/request-facts.ts';
import type { User, UserDirectory } from '../users/user-directory.ts';
import { createEndedSessions, type EndedSessions } from './ended/ended-sessions.ts';

/** A working day with its overtime. Fixed: a session is not prolonged by use, so a stolen cookie ends too. */
export const SESSION_S = 12 * 3_600;

export type Sessions = ReturnType<typeof createSessions>;

/** Sessions without a store: the token says who and until when; the user is looked up anew at each request. */
export function createSessions(options: {
  secret: string;
  users: UserDirectory;
  now?: () => Date;
  /** Known to this process alone when absent. */
  ended?: EndedSessions;
}) {
  const { secret, users, now = () => new Date(), ended = createEndedSessions({ now }) } = options;
  const key = new TextEncoder().encode(secret);

  /** The session as it is now, with the user as they are now; null once it is over. For whoever keeps one longer than a request. */
  function renew({ user: { id: userId }, id, expiresAt, passwordMark }: Session): Session | null {
    const user = users.byId(userId);
    if (!user || ended.has(id) || expiresAt <= now() || passwordMark !== users.passwordMark(userId)) return null;
    return { user, id, expiresAt, passwordMark };
  }

  return {
    /** A signed token for the cookie. */
    async start(user: User): Promise<string> {
      const iat = Math.floor(now().getTime() / 1_000);
      const claims = { aud: 'desk', sub: user.id, jti: randomUUID(), iat, exp: iat + SESSION_S, pw: users.passwordMark(user.id) };
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
    },

    /** Null for a token that is forged, expired, ended, or whose user is gone or has another password since. */
    async read(token: string): Promise<Session | null> {
      const verified = await jwtVerify(token, key, { algorithms: ['HS256'], audience: 'desk', currentDate: now() }).catch(() => null);
      const claims = verified?.payload;
      if (!claims?.sub || !claims.jti || !claims.exp || ended.has(claims.jti)) return null;
      const user = users.byId(claims.sub);
      if (!user || claims.pw !== users.passwordMark(user.id)) return null;
      return { user, id: claims.jti, expiresAt: new Date(claims.exp * 1_000), passwordMark: claims.pw };
    },

    renew,
    /** Called with the id of each session that somebody ends, here or at another gateway. */
    onEnd: ended.onAdd,
    end: ({ id, expiresAt }: Session) => ended.add(id, expiresAt),
  };
}

const SERVICE_TOKEN_S = 60;

/** Signs what services are told of a caller. Short-lived: it says who called just now, and is of no use later. */
export function createServiceTokens({ secret, now = () => new Date() }: { secret: string; now?: () => Date }) {
  const key = new TextEncoder().encode(secret);
  return function serviceToken({ id, name, email, roles, tenant }: User): Promise<string> {
    const iat = Math.floor(now().getTime() / 1_000);
    const claims = { aud: 'services', sub: id, iat, exp: iat + SERVICE_TOKEN_S, name, email, roles, tenant };
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
  };
}
