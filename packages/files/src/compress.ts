import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type CompressedForms = { br?: Buffer<ArrayBuffer>; gzip?: Buffer<ArrayBuffer> };

const compressBrotli = (bytes: Uint8Array) =>
  promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** Gzip and brotli at their strongest, which takes seconds a megabyte for brotli; each only where it is smaller than the bytes. */
export async function compressForms(bytes: Uint8Array, { brotli = true } = {}): Promise<CompressedForms> {
  const [br, gz] = await Promise.all([brotli ? compressBrotli(bytes) : undefined, promisify(gzip)(bytes, { level: 9 })]);
  return { ...(br && br.length < bytes.length && { br }), ...(gz.length < bytes.length && { gzip: gz }) };
}
