import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(?:css|html|js|json|mjs|svg|txt|webmanifest|xml)$/;

/** Compressed forms worth keeping beside a file, by suffix; none where they would not be smaller. */
export async function compressedForms(path: string, bytes: Buffer): Promise<Map<'.br' | '.gz', Buffer>> {
  if (!compressible.test(path)) return new Map();
  const forms = await Promise.all([
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  const [br, gz] = forms;
  return new Map([['.br', br] as const, ['.gz', gz] as const].filter(([, form]) => form.length < bytes.length));
}
