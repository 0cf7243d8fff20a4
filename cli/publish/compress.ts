import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ReleaseBytes } from './target/release-target.ts';

const compressible = /\.(?:css|html|js|json|mjs|svg|txt|webmanifest|xml)$/;

/** Compressed forms worth keeping beside a file; none where they would not be smaller. */
export async function compressedForms(path: string, bytes: Uint8Array): Promise<ReleaseBytes[]> {
  if (!compressible.test(path)) return [];
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  const forms: ReleaseBytes[] = [
    { path, bytes: br, coding: 'br' },
    { path, bytes: gz, coding: 'gzip' },
  ];
  return forms.filter((form) => form.bytes.length < bytes.length);
}
