import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { regionSchema, roleSchema, tenantSchema } from '@business-m/contract';
import { atomicWrite } from '@business-m/files';
import { z } from 'zod';
import { hashPassword, type PasswordCost } from './password.ts';

const person = {
  email: z.email().max(254),
  name: z.string().min(1).max(100),
  roles: z.array(roleSchema).max(50),
  tenant: tenantSchema,
  region: z.optional(regionSchema),
};

/** `USERS_FILE`: who may sign in. `password` is a hash. */
export const usersFileSchema = z
  .array(
    z.strictObject({ id: z.string().min(1).max(64), ...person, password: z.string().regex(/^scrypt\$\d+\$\d+\$\d+\$[\w-]+\$[\w-]+$/) }),
  )
  .max(10_000);
export type StoredUser = z.infer<typeof usersFileSchema>[number];

/** `SEED_USERS_FILE`: the same with passwords in the clear, for a first start. */
const seedFileSchema = z
  .array(z.strictObject({ ...person, tenant: z._default(tenantSchema, 'demo'), password: z.string().min(1).max(1024) }))
  .max(100);

export async function readUsersFile(file: string): Promise<StoredUser[]> {
  return checkUsers(file, parse(usersFileSchema, file, await readFile(file, 'utf8')));
}

/** Each person once. @throws Error that begins with `where` */
export function checkUsers(where: string, users: StoredUser[]): StoredUser[] {
  for (const field of ['id', 'email'] as const) {
    const seen = new Set<string>();
    for (const user of users) {
      const key = user[field].toLowerCase();
      if (seen.has(key)) throw new Error(`${where}: two users have the ${field} "${user[field]}"`);
      seen.add(key);
    }
  }
  return users;
}

/** Writes the users file from the seed, with hashed passwords, where there is none yet. */
export async function seedUsersFile(file: string, seedFile: string, cost?: PasswordCost): Promise<void> {
  await writeUsersFile(file, parse(seedFileSchema, seedFile, await readFile(seedFile, 'utf8')), cost);
}

type FirstUser = { email: string; roles: string[]; password?: string | undefined };

/**
 * Writes the users file of a desk that has none, with one user.
 *
 * @returns the file beside it that holds the password; null when the password was given.
 */
export async function makeFirstUser(file: string, { email, roles, password }: FirstUser, cost?: PasswordCost): Promise<string | null> {
  const passwordFile = join(dirname(file), 'first-user-password');
  const made = password ?? randomBytes(15).toString('base64url');
  await mkdir(dirname(file), { recursive: true });
  if (password === undefined) await atomicWrite(passwordFile, `${made}\n`, { mode: 0o600 });
  const name = email.split('@')[0] ?? email;
  await writeUsersFile(file, [{ email, name, roles, tenant: 'demo', password: made }], cost);
  return password === undefined ? passwordFile : null;
}

async function writeUsersFile(file: string, seeds: z.infer<typeof seedFileSchema>, cost?: PasswordCost): Promise<void> {
  const users = await Promise.all(
    seeds.map(async (seed): Promise<StoredUser> => ({ id: idOf(seed.email), ...seed, password: await hashPassword(seed.password, cost) })),
  );
  await mkdir(dirname(file), { recursive: true });
  await atomicWrite(file, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
}

/** The same for the same person in every installation, so that a restored database still knows them. */
const idOf = (email: string) => `u-${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 12)}`;

function parse<T>(schema: z.ZodType<T>, file: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
