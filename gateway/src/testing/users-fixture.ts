import { writeFile } from 'node:fs/promises';
import { hashPassword } from '../users/password.ts';

/** Weak on purpose: a test signs in often. */
const CHEAP = { N: 16, r: 8, p: 1 };
const hash = hashPassword('right', CHEAP);

export async function writeUsers(file: string, changes: { password?: string; without?: string; roles?: string[] } = {}): Promise<void> {
  const password = changes.password ? await hashPassword(changes.password, CHEAP) : await hash;
  const users = [
    {
      id: 'u-clerk',
      email: 'clerk@example.com',
      name: 'Clerk',
      roles: changes.roles ?? ['clerk'],
      tenant: 'demo',
      region: 'eu-west',
      password,
    },
    { id: 'u-guest', email: 'guest@example.com', name: 'Guest', roles: [], tenant: 'demo', password },
  ];
  await writeFile(file, JSON.stringify(users.filter(({ id }) => id !== changes.without)));
}
