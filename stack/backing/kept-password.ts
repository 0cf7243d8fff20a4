import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const PASSWORD_BYTES = 24;

/** The password in `file`; when there is none, `wish` or a random one, which is kept there for its owner alone. */
export function keepPassword(file: string, wish?: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trimEnd();
  const password = wish ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return password;
}
