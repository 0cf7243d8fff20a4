import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartFailure } from '../process/failures.ts';
import { runProgram } from '../process/run.ts';
import type { PostgresPrograms } from '../programs/postgres.ts';

const INIT_MS = 60_000;
const LEFTOVERS_MS = 10_000;
const POLL_MS = 50;

// PGlite's: text is ordered by its bytes, and letters of every script have two cases. Both databases must list in the same order.
const locale = ['--encoding=UTF8', '--locale=C', `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`];

type FolderOptions = {
  data: string;
  programs: PostgresPrograms;
  prefix: readonly string[];
  passwordFile: string;
  durable: boolean;
};

/** Makes the cluster on the first start; a start that was killed while doing so leaves nothing that counts. */
export async function makeCluster({ data, programs, prefix, passwordFile, durable }: FolderOptions): Promise<void> {
  const versionFile = join(data, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const major = Number(readFileSync(versionFile, 'utf8'));
    if (major === programs.major) return;
    const remedy = `set POSTGRES_BIN to the programs of version ${major}`;
    throw new StartFailure(`${data} was written by PostgreSQL ${major}, but ${programs.postgres} is version ${programs.major}: ${remedy}.`);
  }
  const unfinished = `${data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const command = [...prefix, programs.initdb, '-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await runProgram('initdb', [...command, ...locale, ...(durable ? [] : ['--no-sync'])], INIT_MS);
  // Passwords, and from this machine only: whoever else has an account here is no superuser.
  writeFileSync(join(unfinished, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n');
  renameSync(unfinished, data);
}

/** Waits until nothing of a killed server is left, and removes its `postmaster.pid`, whose process id another program may have by now. */
export async function clearLeftovers(data: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const lockFile = join(data, 'postmaster.pid');
  const end = Date.now() + LEFTOVERS_MS;
  for (let working = processesIn(data); working.length > 0; working = processesIn(data)) {
    const postmaster = existsSync(lockFile) ? Number.parseInt(readFileSync(lockFile, 'utf8'), 10) : 0;
    if (working.includes(postmaster)) throw new StartFailure(`PostgreSQL already runs on ${data} (process ${postmaster}): stop it first.`);
    if (Date.now() > end) throw new StartFailure(`Process ${working.join(', ')} of a PostgreSQL that was killed still works in ${data}.`);
    await delay(POLL_MS);
  }
  rmSync(lockFile, { force: true });
}

/** The processes whose working directory `folder` is, as it is for every process of a server. */
function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    })
    .map(Number);
}
