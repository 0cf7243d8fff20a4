import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureProgram, findInPath, isExecutable } from './find-program.ts';

const MAJOR_MIN = 15;
const VERSION_MS = 10_000;

export type PostgresPrograms = { initdb: string; postgres: string; major: number };

/** `POSTGRES_BIN` (a folder), or the newest PostgreSQL of the system from version 15 on; null when there is none. */
function findPostgres(): PostgresPrograms | null {
  const named = process.env.POSTGRES_BIN;
  if (named) {
    const programs = readPrograms(named);
    if (!programs) throw new Error(`POSTGRES_BIN is ${named}, which does not hold initdb and postgres.`);
    if (programs.major < MAJOR_MIN) throw new Error(`POSTGRES_BIN is ${named}, PostgreSQL ${programs.major}, but ${MAJOR_MIN} is needed.`);
    return programs;
  }
  const inPath = findInPath(['initdb']);
  const folders = [...(inPath ? [dirname(inPath)] : []), ...packagedFolders()];
  const found = folders.map(readPrograms).filter((programs) => programs !== null);
  return found.filter(({ major }) => major >= MAJOR_MIN).sort((left, right) => right.major - left.major)[0] ?? null;
}

const program = {
  title: `PostgreSQL ${MAJOR_MIN} or newer`,
  packages: ['postgresql'],
  remedy:
    'install it (Debian: `apt-get install postgresql`, macOS: `brew install postgresql`), or set POSTGRES_BIN to the folder of initdb and postgres',
};

/** PostgreSQL's programs, installed first where possible; throws one sentence that says what to do otherwise. */
export const ensurePostgres = (): PostgresPrograms => ensureProgram(program, findPostgres);

/** Where Debian and Homebrew keep the programs of each version, which are not in PATH. */
function packagedFolders(): string[] {
  const below = (folder: string, matching: RegExp) => {
    try {
      return readdirSync(folder).flatMap((name) => (matching.test(name) ? [join(folder, name, 'bin')] : []));
    } catch {
      return [];
    }
  };
  return [...below('/usr/lib/postgresql', /^\d+$/), ...below('/opt/homebrew/opt', /^postgresql@\d+$/)];
}

function readPrograms(folder: string): PostgresPrograms | null {
  const programs = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  if (!isExecutable(programs.initdb) || !isExecutable(programs.postgres)) return null;
  const printed = execFileSync(programs.postgres, ['--version'], { encoding: 'utf8', timeout: VERSION_MS });
  const major = Number(/\) (\d+)/.exec(printed)?.[1] ?? 0);
  return { ...programs, major };
}
