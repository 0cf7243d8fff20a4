import { createHash } from 'node:crypto';
import { watchFile } from '@business-m/manifest/store';
import { Refused } from '../problem/refused.ts';
import { checkPassword, decoyHash } from './password.ts';
import { readUsersFile, type StoredUser } from './users-file.ts';

/** A person who may sign in, as everybody may see them. */
export type User = Omit<StoredUser, 'password' | 'roles'> & { roles: readonly string[] };

/** Password checks at a time: each takes 32 MB and a thread, so a crowd must not queue up without end. */
const CHECKS_LIMIT = 16;

export type UserDirectory = Awaited<ReturnType<typeof openUserDirectory>>;

/** The users of a file, read again when it changes; a broken edit leaves the users as they were. */
export async function openUserDirectory(file: string, log: { warn(fields: object, message: string): void }) {
  let users = index(await readUsersFile(file));
  let checks = 0;
  const stopWatching = watchFile(file, () => {
    readUsersFile(file).then(
      (read) => {
        users = index(read);
      },
      (error: Error) => log.warn({ reason: error.message }, 'the users file was refused'),
    );
  });

  return {
    byId: (id: string): User | undefined => users.byId.get(id)?.user,
    /** Changes with the user's password: sessions begun before are over. */
    passwordMark: (id: string): string => users.byId.get(id)?.mark ?? '',
    /** The user with this e-mail and password. Takes as long for one who does not exist. */
    async authenticate(email: string, password: string): Promise<User | null> {
      if (checks >= CHECKS_LIMIT)
        throw new Refused('overloaded', 'Too many people sign in at once. Try again in a moment.', { retryAfterSeconds: 1 });
      checks += 1;
      try {
        const entry = users.byEmail.get(email.toLowerCase());
        const right = await checkPassword(password, entry?.hash ?? decoyHash);
        return right && entry ? entry.user : null;
      } finally {
        checks -= 1;
      }
    },
    close: stopWatching,
  };
}

function index(stored: readonly StoredUser[]) {
  const entries = stored.map(({ password: hash, ...user }) => ({
    user,
    hash,
    mark: createHash('sha256').update(hash).digest('base64url').slice(0, 16),
  }));
  return {
    byId: new Map(entries.map((entry) => [entry.user.id, entry])),
    byEmail: new Map(entries.map((entry) => [entry.user.email.toLowerCase(), entry])),
  };
}
