import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// `node --import` this: the process kills itself at the n-th moment of change: just before or just after a POST, or a file put in place.
const fatalMoment = Number(process.env.DIE_AT_CALL);
let moment = 0;

function pass(): void {
  moment += 1;
  if (moment === fatalMoment) process.kill(process.pid, 'SIGKILL');
}

const realFetch = globalThis.fetch;
globalThis.fetch = async (...call: Parameters<typeof fetch>) => {
  if (call[1]?.method !== 'POST') return realFetch(...call);
  pass();
  const answer = await realFetch(...call);
  pass();
  return answer;
};

const realRename = fs.rename;
fs.rename = async (...paths: Parameters<typeof fs.rename>) => {
  pass();
  await realRename(...paths);
  pass();
};
syncBuiltinESMExports();
