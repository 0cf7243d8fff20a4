import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DeskFailure } from './desk-failure.ts';

const script = fileURLToPath(new URL('../../tools/move/main.ts', import.meta.url));

export interface Neighbour {
  origin: string;
  database: string;
}

/**
 * On the machine of an `npm start -- --postgres`: a database for the scope, brought up to date, and a process that serves it. `look` only
 * says where they would be, `back` names the monolith's own.
 */
export async function prepareNeighbour(scope: string, what: 'start' | 'look' | 'back', say: (line: string) => void): Promise<Neighbour> {
  const child = spawn(process.execPath, [script, scope, what], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [answer, trouble] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    trouble += text;
    say(text.trimEnd());
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new DeskFailure(trouble.trim().split('\n').at(-1) ?? 'the process for it could not be prepared');
  return JSON.parse(answer) as Neighbour;
}
