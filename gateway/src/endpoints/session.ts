import type { Hono } from 'hono';
import { z } from 'zod';
import { dropOverrideCookie } from '../overrides/override-cookie.ts';
import { invalidBody, Refused } from '../problem/refused.ts';
import { readJson } from '../request/read-json.ts';
import { type GatewayEnv, requestFacts } from '../request/request-facts.ts';
import { dropSessionCookie, writeSessionCookie } from '../session/session-cookie.ts';
import type { Sessions } from '../session/sessions.ts';
import type { SignInLimits } from '../session/sign-in-limits.ts';
import type { UserDirectory } from '../users/user-directory.ts';

const PATH = '/api/gateway/session';
const BODY_LIMIT_BYTES = 8_192;
const credentialsSchema = z.strictObject({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1_024) });

/** Signing in, asking who is signed in, signing out. */
export function sessionEndpoints(
  app: Hono<GatewayEnv>,
  { users, sessions, limits }: { users: UserDirectory; sessions: Sessions; limits: SignInLimits },
): void {
  app.get(PATH, (c) => c.json({ user: c.get('session')?.user ?? null }, 200, { 'cache-control': 'no-store' }));

  app.post(PATH, async (c) => {
    const { email, password } = parseCredentials(await readJson(c, BODY_LIMIT_BYTES));
    const account = email.toLowerCase();
    const { address } = requestFacts(c.env.incoming);
    await limits.attempt(account, address);
    const user = await users.authenticate(account, password);
    // One sentence for both: who has an account here is nobody's business.
    if (!user) throw new Refused('wrong-credentials', 'The e-mail address or the password is wrong.');
    await limits.succeeded(account, address);
    writeSessionCookie(c, await sessions.start(user));
    requestFacts(c.env.incoming).userId = user.id;
    return c.json({ user }, 200, { 'cache-control': 'no-store' });
  });

  app.delete(PATH, (c) => {
    const session = c.get('session');
    if (session) sessions.end(session);
    dropSessionCookie(c);
    dropOverrideCookie(c);
    return c.body(null, 204);
  });
}

function parseCredentials(body: unknown) {
  const parsed = credentialsSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidBody('Signing in takes an e-mail address and a password.', parsed.error.issues);
}
