import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// `node --import` this: the process kills itself just before its n-th change of the disk.
const fatalStep = Number(process.env.DIE_AT_STEP);
let step = 0;

for (const name of ['link', 'mkdir', 'open', 'rename', 'rm', 'unlink', 'writeFile'] as const) {
  const real = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]) => {
    step += 1;
    if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
    return real(...args);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();
