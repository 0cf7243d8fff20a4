import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost: 32 MB and about a tenth of a second, three times over (OWASP's choice for N = 2^15). */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const MEMORY_LIMIT_BYTES = 256 * 1_048_576;

export type PasswordCost = typeof COST;

/** `scrypt$N$r$p$salt$key`: says how it was made, so that the cost can grow while old hashes still hold. */
export async function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const salt = randomBytes(16);
  return printHash(cost, salt, await derive(password, salt, cost));
}

const printHash = ({ N, r, p }: PasswordCost, salt: Buffer, key: Buffer) =>
  ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');

export async function checkPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = hash.split('$');
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** What passwords of unknown users are checked against, so that the time taken does not tell who exists. */
export const decoyHash = printHash(COST, randomBytes(16), randomBytes(KEY_BYTES));

function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One spelling of accents, whatever keyboard typed them.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: MEMORY_LIMIT_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
