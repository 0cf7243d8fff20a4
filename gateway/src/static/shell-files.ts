import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type ShellJson, shellJsonSchema } from '@business-m/contract';
import { type CompressedForms, orIfAbsent } from '@business-m/files';
import { getMimeType } from 'hono/utils/mime';

export interface StaticFile {
  mediaType: string;
  etag: string;
  /** Identity, and the codings in which it is smaller. */
  forms: { identity: Buffer<ArrayBuffer> } & CompressedForms;
}

/** The shell's build, in memory: it is small and asked for by every browser. */
export interface ShellFiles {
  json: ShellJson;
  html: string;
  /** Names the build: the same for the same bytes. */
  build: string;
  /** URL path → file. */
  files: ReadonlyMap<string, StaticFile>;
}

const ownUse = new Set(['index.html', 'shell.json']);

/** Reads `SHELL_DIST`, with the compressed forms beside its files. Throws, with a sentence, when it is not a build of the shell. */
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
  return { json: parsed.data, html: html ?? '', build: buildId(html, json), files: new Map(files) };
}

/** shell.json has the hash of every file, and index.html is the only one it leaves out. */
const buildId = (...texts: (string | undefined)[]) => createHash('sha256').update(texts.join('\0')).digest('base64url').slice(0, 16);

async function loadFile(file: string): Promise<StaticFile> {
  const ifThere = (name: string) => readFile(name).catch(orIfAbsent(() => undefined));
  const [identity, br, gzip] = await Promise.all([readFile(file), ifThere(`${file}.br`), ifThere(`${file}.gz`)]);
  const mediaType = getMimeType(file) ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { mediaType, etag, forms: { identity, ...(br && { br }), ...(gzip && { gzip }) } };
}
