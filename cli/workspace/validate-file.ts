import { join } from 'node:path';
import { desiredStateSchema } from '@business-m/contract';
import {
  DocumentRefusal,
  expandVariables,
  fillMissingOrigins,
  ifRefused,
  isPart,
  namedOrigins,
  refusalOf,
} from '@business-m/manifest/store';
import { parseTree } from 'jsonc-parser';
import { z } from 'zod';
import { nearest } from '../output/words.ts';
import { environmentNames, environmentsBeside, readMergedFile, readText } from './environment-files.ts';

const FAULTS_LIMIT = 50;

interface Position {
  /** From 1. */
  line: number;
  column: number;
}

export interface FileFault extends Partial<Position> {
  /** Where to look: the file itself, or one that it extends. */
  file: string;
  /** Dotted. */
  path: string;
  message: string;
}

export interface Validated {
  faults: FileFault[];
  /** Variables for addresses that are not set here, which the gateway therefore has to know. */
  assumed: string[];
}

/** Judges an environment's file merged over what it extends; a base in each file that extends it. Releases are not looked up. */
export async function validateFile(file: string): Promise<Validated> {
  const text = await readText(file);
  try {
    const { merged, chain } = await readMergedFile(file, text);
    if (isPart(merged)) return await validateExtending(file);
    const { slips, assumed } = lookAtVariables(merged);
    const found = [...slips, ...faultsOf(merged)];
    return { faults: await Promise.all(found.map(({ path, at, message }) => locate(file, chain, path, at, message))), assumed };
  } catch (error) {
    if (!(error instanceof DocumentRefusal)) throw error;
    return { faults: [refusedAt(file, text, error)], assumed: [] };
  }
}

async function validateExtending(file: string): Promise<Validated> {
  const { name, folder } = environmentsBeside(file);
  const all: Validated[] = [];
  for (const other of await environmentNames(folder)) {
    if (other === name) continue;
    const otherFile = join(folder, `${other}.json`);
    // A file that is refused is for its own validation.
    const chain = await readMergedFile(otherFile, await readText(otherFile)).then((found) => found.chain, ifRefused<readonly string[]>([]));
    if (chain.includes(name)) all.push(await validateFile(otherFile));
  }
  return { faults: all.flatMap(({ faults }) => faults), assumed: [...new Set(all.flatMap(({ assumed }) => assumed))] };
}

interface Found {
  path: string[];
  /** Where to point at, when that is more than the path. */
  at: string[];
  message: string;
}

/** A gateway refuses a variable that it does not have. Which ones it has is known there alone; one that is nearly a usual one was mistyped. */
function lookAtVariables(merged: unknown): { slips: Found[]; assumed: string[] } {
  const scopes = Object.keys(withScopes.safeParse(merged).data?.backend.scopes ?? {});
  const usual = ['CDN_ORIGIN', 'SERVICES_ORIGIN', ...scopes.map((scope) => `${scope.toUpperCase().replaceAll('-', '_')}_ORIGIN`)];
  const unknown = namedOrigins(merged).filter((name) => !usual.includes(name) && !process.env[name]);
  const slips = unknown.flatMap((name) => {
    const meant = nearest(name, usual);
    const path = meant && pathOf(merged, `\${${name}}`);
    return path ? [{ path, at: path, message: `\${${name}} is not set here; did you mean \${${meant}}?` }] : [];
  });
  return { slips, assumed: unknown };
}

const withScopes = z.object({ backend: z.object({ scopes: z.record(z.string(), z.unknown()) }) });

/** Where a text stands in a document. */
function pathOf(value: unknown, text: string): string[] | null {
  if (typeof value === 'string') return value.includes(text) ? [] : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const path = pathOf(inner, text);
    if (path) return [name, ...path];
  }
  return null;
}

function faultsOf(merged: unknown): Found[] {
  const document = expandVariables(merged, fillMissingOrigins(merged, process.env));
  const parsed = desiredStateSchema.safeParse(document);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, FAULTS_LIMIT).map((issue) => {
    const path = issue.path.map(String);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    return { path, at: unknown === undefined ? path : [...path, unknown], message: refusalOf([issue]).message };
  });
}

/** In the first document of the chain that has the most of the path: it is the one whose value counts. */
async function locate(file: string, chain: readonly string[], path: string[], at: string[], message: string): Promise<FileFault> {
  const { folder } = environmentsBeside(file);
  let best: (Position & { depth: number; file: string }) | null = null;
  for (const [index, name] of chain.entries()) {
    const where = index === 0 ? file : join(folder, `${name}.json`);
    const found = { ...locateJson(await readText(where), at), file: where };
    if (!best || found.depth > best.depth) best = found;
  }
  return { file: best?.file ?? file, path: path.join('.'), ...(best && { line: best.line, column: best.column }), message };
}

function refusedAt(file: string, text: string, { path, message }: DocumentRefusal): FileFault {
  // V8 says where: “… in JSON at position 12 (line 2 column 3)”.
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset !== undefined)
    return { file, path, ...positionOf(text, Number(offset)), message: message.replace(/ in JSON at position.*$/, '') };
  if (message.startsWith('not JSON')) return { file, path, ...positionOf(text, text.length), message };
  if (path === '') return { file, path, message };
  const { line, column } = locateJson(text, path.split('.'));
  return { file, path, line, column, message };
}

/** Position of the value at `path`, or of the nearest one around it. `depth`: how many names of the path the text has. */
function locateJson(text: string, path: readonly string[]): Position & { depth: number } {
  let node = parseTree(text);
  let [offset, depth] = [node?.offset ?? 0, 0];
  for (const name of path) {
    // Of two members with one name JSON.parse takes the last.
    const entry = node?.children?.findLast((each, index) => (each.type === 'property' ? each.children?.[0]?.value : `${index}`) === name);
    if (!entry) break;
    node = entry.type === 'property' ? entry.children?.[1] : entry;
    [offset, depth] = [entry.offset, depth + 1];
  }
  return { ...positionOf(text, offset), depth };
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
