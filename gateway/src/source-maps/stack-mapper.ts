import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { RemoteJson } from '@business-m/contract';
import type { AnswerOf } from '@business-m/contract/admin';
import type { ReadSourceMaps } from './maps-folder.ts';

export type MappedStack = AnswerOf<'stack'>;

export interface StackMapperOptions {
  /** Null: the gateway was not told where source maps lie. */
  read: ReadSourceMaps | null;
  log: { warn(fields: object, message: string): void };
  /** Of reading the maps of one stack. Default 20,000. */
  timeoutMs?: number;
  /** Of the process's heap. Default 128. */
  memoryMb?: number;
}

export interface StackMapper {
  /** Null: too many wait already. */
  map(release: { scope: string; id: string; remote: Pick<RemoteJson, 'sourceMaps'> }, stack: string): Promise<MappedStack> | null;
}

const main = fileURLToPath(new URL('./map-main.ts', import.meta.url));
const WAITING_MAX = 8;
const REMEMBERED_MAX = 200;
/** The program's code for maps whose hash is another one. */
const OTHER_BYTES = 3;

const unmapped = (reason: string): MappedStack => ({ stack: null, reason });
const UNREADABLE = 'The source maps of this release could not be read.';

/** Maps stacks one after the other, each in a process of its own: whatever a map holds, it costs no more than a moment and some memory there. */
export function createStackMapper({ read, log, timeoutMs = 20_000, memoryMb = 128 }: StackMapperOptions): StackMapper {
  const remembered = new Map<string, Promise<MappedStack>>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function mapNow(scope: string, id: string, { sizeBytes, integrity }: NonNullable<RemoteJson['sourceMaps']>, stack: string) {
    if (!read) return unmapped('This gateway does not know where source maps lie: set MAPS_FROM to where releases are published.');
    try {
      const maps = await read(scope, id, sizeBytes);
      if (!maps) return unmapped('The source maps of this release do not lie beside it: publish its build again.');
      return { stack: await run(maps, { stack, integrity }) };
    } catch (error) {
      log.warn({ scope, release: id, reason: error instanceof Error ? error.message : String(error) }, 'source maps could not be read');
      return unmapped(UNREADABLE);
    }
  }

  async function run(maps: Uint8Array, asked: { stack: string; integrity: string }): Promise<string> {
    const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, main], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    // One that ends early no longer reads; its code says why.
    child.stdin.on('error', () => {});
    child.stdin.write(`${JSON.stringify(asked)}\n`);
    child.stdin.end(maps);
    const [answer, { code, signal }] = await Promise.all([text(child.stdout), ended]);
    if (code === 0) return answer;
    throw new Error(code === OTHER_BYTES ? 'they are not what was published' : `reading them ended with ${signal ?? code}`);
  }

  return {
    map({ scope, id, remote: { sourceMaps } }, stack) {
      if (!sourceMaps) return Promise.resolve(unmapped('This release was published without source maps.'));
      const key = `${scope} ${id} ${stack}`;
      const known = remembered.get(key);
      if (known) return known;
      if (waiting >= WAITING_MAX) return null;
      waiting += 1;
      const mapped = last.then(() => mapNow(scope, id, sourceMaps, stack));
      last = mapped;
      const [oldest] = remembered.keys();
      if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
      remembered.set(key, mapped);
      void mapped.then(({ stack: found }) => {
        waiting -= 1;
        // What could not be read may be there the next time.
        if (found === null) remembered.delete(key);
      });
      return mapped;
    },
  };
}
