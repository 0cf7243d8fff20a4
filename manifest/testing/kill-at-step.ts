import fs, { cpSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

// `node --import` this: the process kills itself just before its n-th change of the disk; or it goes on, and keeps what lay in a folder at
// each of those moments, which is what a process leaves that is killed then.
const fatalStep = Number(process.env.DIE_AT_STEP);
const { COPY_AT_STEPS: watched, COPIES: copies = '' } = process.env;
let step = 0;
let isCopying = false;

function count(): void {
  // Copying changes the disk itself.
  if (isCopying) return;
  step += 1;
  isCopying = true;
  if (watched) cpSync(watched, join(copies, String(step)), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  isCopying = false;
  if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
}

function replace(module: object, names: readonly string[]): void {
  for (const [name, real] of Object.entries(module)) {
    if (!names.includes(name)) continue;
    const counted = (...args: unknown[]) => {
      count();
      return real(...args);
    };
    Object.assign(module, { [name]: counted });
  }
}

replace(promises, ['link', 'mkdir', 'open', 'rename', 'rm', 'unlink', 'writeFile']);
replace(fs, ['linkSync', 'mkdirSync', 'rmSync', 'writeFileSync']);
syncBuiltinESMExports();
