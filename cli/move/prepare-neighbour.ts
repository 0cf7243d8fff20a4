import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DeskFailure } from '../desk-failure.ts';

const script = fileURLToPath(new URL('../../stack/move/main.ts', import.meta.url));

export interface Neighbour {
  origin: string;
  /** null while it is yet to be made, which only `look` and `resume` answer. */
  database: string | null;
}

export interface NeighbourOptions {
  /** Says where the desk is. */
  env: NodeJS.ProcessEnv;
  say(line: string): void;
}

/**
 * On the machine of an `npm start -- --postgres`: a database for the scope, brought up to date, and a process that serves it. `resume`
 * starts only what was made before, `look` only says where they would be, `back` names the monolith's own.
 */
export async function prepareNeighbour(
  scope: string,
  what: 'start' | 'resume' | 'look' | 'back',
  { env, say }: NeighbourOptions,
): Promise<Neighbour> {
  const child = spawn(process.execPath, [script, scope, what], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let answer = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  createInterface({ input: child.stderr }).on('line', say);
  await once(child, 'close');
  const result = parse(answer);
  if ('problem' in result) throw new DeskFailure(result.problem);
  return result;
}

function parse(answer: string): Neighbour | { problem: string } {
  try {
    return JSON.parse(answer);
  } catch {
    return { problem: 'The process for it could not be prepared.' };
  }
}
