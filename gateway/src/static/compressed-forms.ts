import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { atomicWrite } from '@business-m/files';

type Bytes = Buffer<ArrayBuffer>;
export type CompressedForms = { br?: Bytes; gzip?: Bytes };

const codings = {
  br: (bytes: Bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes: Bytes) => promisify(gzip)(bytes, { level: 9 }),
};

export type Compressor = Awaited<ReturnType<typeof openCompressor>>;

/** Compresses as well as can be, which takes seconds for a build, and keeps the results by content for the next start. */
export async function openCompressor(folder: string) {
  await mkdir(folder, { recursive: true });
  const used = new Set<string>();

  async function form(bytes: Bytes, hash: string, coding: keyof typeof codings): Promise<Bytes | undefined> {
    const name = `${hash}.${coding}`;
    used.add(name);
    const file = join(folder, name);
    const kept = await readFile(file).catch(() => null);
    const compressed = kept ?? (await codings[coding](bytes));
    if (!kept) await atomicWrite(file, compressed);
    return compressed.length < bytes.length ? compressed : undefined;
  }

  return {
    /** Each coding in which the bytes are smaller. */
    async compress(bytes: Bytes): Promise<CompressedForms> {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const [br, gz] = await Promise.all([form(bytes, hash, 'br'), form(bytes, hash, 'gzip')]);
      return { ...(br && { br }), ...(gz && { gzip: gz }) };
    },
    /** Forgets what has not been asked for: the files of earlier builds. */
    async tidy(): Promise<void> {
      const old = (await readdir(folder)).filter((name) => !used.has(name));
      await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}
