import { writeFile } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { SERVICE_SECRET } from '../../testing/running-gateway.ts';
import { hashPassword } from '../../users/password.ts';

const CHEAP = { N: 16, r: 8, p: 1 };
const roles = { ann: ['ops'], ben: ['ops', 'publisher'], pia: ['publisher'], clerk: ['clerk'] };
export type AdminUser = keyof typeof roles;

const nameOf = (user: string) => user.charAt(0).toUpperCase() + user.slice(1);

/** Ann and Ben are ops, Pia publishes, the clerk does neither. Password `right`. */
export async function writeAdminUsers(file: string): Promise<void> {
  const password = await hashPassword('right', CHEAP);
  const users = Object.entries(roles).map(([id, each]) => ({
    id,
    email: `${id}@example.com`,
    name: nameOf(id),
    roles: each,
    tenant: 'demo',
    password,
  }));
  await writeFile(file, JSON.stringify(users));
}

export interface TokenChanges {
  secret?: string;
  audience?: string;
  lifetimeS?: number;
  claims?: Record<string, unknown>;
  session?: string;
}

/** The token that the `desk` command would send for a user. */
export function tokenOf(
  user: AdminUser,
  { secret = SERVICE_SECRET, audience = 'admin', lifetimeS = 600, claims, session }: TokenChanges = {},
) {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ name: nameOf(user), roles: roles[user], ...(session && { sid: session }), ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setSubject(user)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeS)
    .sign(new TextEncoder().encode(secret));
}
