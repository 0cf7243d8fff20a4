import { cpSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

// `node --import` this: the process kills itself just before its n-th change of the disk; or it goes on, and keeps what lay in a folder at
// each of those moments, which is what a process leaves that is killed then.
const fatalStep = Number(process.env.DIE_AT_STEP);
const { COPY_AT_STEPS: watched, COPIES: copies = '' } = process.env;
let step = 0;

for (const name of ['link', 'mkdir', 'open', 'rename', 'rm', 'unlink', 'writeFile'] as const) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]) => {
    step += 1;
    if (watched) cpSync(watched, join(copies, String(step)), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();
