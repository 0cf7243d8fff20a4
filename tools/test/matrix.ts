import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';

/** A part of the full matrix that can run on a machine of its own. */
export type ShardResult = { passed: number; failed: number; ms: number };
/** What has run of the matrix, on which state of the sources. */
export type MatrixState = { sources: string; shards: Record<string, ShardResult> };

export interface MatrixOptions {
  shard?: string;
  resume: boolean;
  seed: string;
  list: boolean;
}

/** What `npm run test:all -- …` was told; without a seed it draws one. Throws a sentence. */
export function readOptions(args: readonly string[]): MatrixOptions {
  const known = '--list, --shard <2/4 or names>, --resume and --seed <number>';
  const option = args.find((arg) => arg.startsWith('-') && !/^--(list|shard|resume|seed)(=|$)/.test(arg));
  if (option) throw new Error(`There is no option “${option}”. There are ${known}.`);
  let values: { shard?: string; resume?: boolean; seed?: string; list?: boolean };
  try {
    const options = {
      shard: { type: 'string' },
      resume: { type: 'boolean' },
      seed: { type: 'string' },
      list: { type: 'boolean' },
    } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch {
    throw new Error(`“${args.join(' ')}” is not understood. There are ${known}.`);
  }
  const { shard, resume = false, list = false, seed = String(Math.ceil(Math.random() * 1_000_000)) } = values;
  if (!/^\d{1,9}$/.test(seed)) throw new Error(`--seed is a whole number, not “${seed}”.`);
  return { ...(shard !== undefined && { shard }), resume, seed, list };
}

/** `2/4`: the second of four parts. A shard's name, or several with commas, chooses these. All when absent. */
export function chooseShards<Shard extends { name: string }>(shards: readonly Shard[], choice: string | undefined): Shard[] {
  if (choice === undefined) return [...shards];
  const part = /^(\d+)\/(\d+)$/.exec(choice);
  if (part) {
    const [index, count] = [Number(part[1]), Number(part[2])];
    if (index < 1 || index > count) throw new Error(`--shard is a part like 2/4 or a name, not “${choice}”.`);
    if (index > shards.length) throw new Error(`--shard ${choice} is empty: there are ${shards.length} shards.`);
    return shards.filter((_, at) => at % count === index - 1);
  }
  return [...new Set(choice.split(','))].map((name) => {
    const found = shards.find((shard) => shard.name === name);
    if (!found) throw new Error(`There is no shard “${name}”. There are: ${shards.map((shard) => shard.name).join(', ')}.`);
    return found;
  });
}

/** What ran before on the same sources; nothing when they have changed since. */
export function readState(file: string, sources: string): MatrixState {
  const empty = { sources, shards: {} };
  if (!existsSync(file)) return empty;
  try {
    const state: MatrixState = JSON.parse(readFileSync(file, 'utf8'));
    return state.sources === sources && state.shards ? state : empty;
  } catch {
    throw new Error(`${file} cannot be read, so nothing says what has passed: run without --resume.`);
  }
}

export function writeState(file: string, state: MatrixState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`);
}

/** Names the sources: the commit, and what differs from it. */
export function describeSources(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const others = git('ls-files', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean);
  const hash = createHash('sha256').update(git('diff', 'HEAD'));
  // A checkout inside this one is listed as a folder; a link may lead nowhere.
  for (const file of others) hash.update(`\0${file}\0`).update(isFile(`${root}/${file}`) ? readFileSync(`${root}/${file}`) : '');
  return `${git('rev-parse', 'HEAD').trim()} ${hash.digest('hex').slice(0, 16)}`;
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
