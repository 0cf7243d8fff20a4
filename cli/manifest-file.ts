import { readFile, realpath, stat } from 'node:fs/promises';
import type { DesiredState } from '@business-m/contract';
import { atomicWrite } from '@business-m/files';
import { rewriteJson } from '@business-m/manifest/change';
import { withoutMark } from '@business-m/manifest/store';
import { DeskFailure, sentenceOf } from './desk-failure.ts';

type Backend = Partial<DesiredState['backend']>;

/** A scope as the desired state has it, variables not yet put in. */
export type ScopeEntry = DesiredState['backend']['scopes'][string];

export const readBackend = async (file: string): Promise<Backend> => parse(file, await read(file)).backend ?? {};

export const readScope = async (file: string, scope: string): Promise<ScopeEntry> => scopeIn(file, await readBackend(file), scope);

/** Changes one scope in one step; everything else in the file stays as it was typed. `null` takes a member away. */
export async function editScope(file: string, scope: string, change: { upstream?: string | null; hold?: true | null }): Promise<void> {
  const text = await read(file);
  const document = parse(file, text);
  const before = scopeIn(file, document.backend ?? {}, scope);
  const after = Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null));
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  // A link stays one, and who may read the file may go on doing so.
  const { mode } = await stat(file);
  const wanted = { ...document, backend: { ...document.backend, scopes: { ...document.backend?.scopes, [scope]: after } } };
  await atomicWrite(await realpath(file), rewriteJson(text, wanted), { mode: mode & 0o777 });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new DeskFailure(`The manifest ${file} cannot be read: ${sentenceOf(error)}. Name it with --manifest.`, { cause: error });
  }
}

function parse(file: string, text: string): { backend?: Backend } {
  try {
    return JSON.parse(withoutMark(text));
  } catch (error) {
    throw new DeskFailure(`The manifest ${file} is not JSON: ${sentenceOf(error)}`, { cause: error });
  }
}

function scopeIn(file: string, { scopes = {} }: Backend, scope: string): ScopeEntry {
  const entry = Object.hasOwn(scopes, scope) ? scopes[scope] : undefined;
  if (entry) return entry;
  throw new DeskFailure(`The manifest ${file} has no scope “${scope}”; there is ${Object.keys(scopes).join(', ') || 'none'}.`);
}
