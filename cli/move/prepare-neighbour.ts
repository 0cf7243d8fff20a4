import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { jsonOrNull } from '@business-m/manifest/store';
import { DeskFailure } from '../desk-failure.ts';

const script = fileURLToPath(new URL('../../stack/move/main.ts', import.meta.url));

/** `database`: null while it is yet to be made, which only `look` and `resume` answer. */
interface Neighbour {
  origin: string;
  database: string | null;
}

/** Makes a domain's database and process on this machine. `resume` starts what was made, `look` only tells, `back` names the monolith's. */
export async function prepareNeighbour(
  scope: string,
  what: 'start' | 'resume' | 'look' | 'back',
  { env, say }: { env: NodeJS.ProcessEnv; say(line: string): void },
): Promise<Neighbour> {
  const child = spawn(process.execPath, [script, scope, what], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  createInterface({ input: child.stderr }).on('line', say);
  const [answer] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const result = jsonOrNull(answer) as Neighbour | { problem: string } | null;
  if (!result || 'problem' in result) throw new DeskFailure(result?.problem ?? 'The process for it could not be prepared.');
  return result;
}
