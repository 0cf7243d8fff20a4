import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type ShellJson, shellJsonSchema } from '@business-m/manifest/schema';
import { getMimeType } from 'hono/utils/mime';

export interface StaticFile {
  mediaType: string;
  etag: string;
  /** Identity, and the codings in which it is smaller. */
  forms: { identity: Buffer<ArrayBuffer>; br?: Buffer<ArrayBuffer>; gzip?: Buffer<ArrayBuffer> };
}

/** The shell's build, in memory: it is small, asked for by every browser, and compressed once. */
export interface ShellFiles {
  json: ShellJson;
  html: string;
  /** URL path → file. */
  files: ReadonlyMap<string, StaticFile>;
}

const ownUse = new Set(['index.html', 'shell.json']);

/** Reads `SHELL_DIST`. Throws, with a sentence, when it is not a build of the shell. */
export async function loadShell(dist: string): Promise<ShellFiles> {
  const [html, json] = await Promise.all(['index.html', 'shell.json'].map((name) => readFile(join(dist, name), 'utf8'))).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Error(`SHELL_DIST (${dist}) holds no build of the shell: ${error.code ?? error.message}. Build it first.`);
    },
  );
  const parsed = shellJsonSchema.safeParse(JSON.parse(json ?? ''));
  if (!parsed.success) throw new Error(`SHELL_DIST: shell.json is wrong at ${parsed.error.issues[0]?.path.join('.')}`);
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  const served = paths.filter((path) => !ownUse.has(path) && !/\.(?:br|gz|map)$/.test(path));
  const files = await Promise.all(served.map(async (path) => [`/${path}`, await loadFile(join(dist, path))] as const));
  return { json: parsed.data, html: html ?? '', files: new Map(files) };
}

async function loadFile(file: string): Promise<StaticFile> {
  const identity = await readFile(file);
  const mediaType = getMimeType(file) ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  if (!/^(?:text\/|application\/(?:json|javascript|manifest)|image\/svg)/.test(mediaType)) return { mediaType, etag, forms: { identity } };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    promisify(gzip)(identity, { level: 9 }),
  ]);
  return {
    mediaType,
    etag,
    forms: { identity, ...(br.length < identity.length && { br }), ...(gz.length < identity.length && { gzip: gz }) },
  };
}
