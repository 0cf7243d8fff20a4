import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip';
export type AnswerForms = { identity: Buffer<ArrayBuffer> } & Partial<Record<Coding, Buffer<ArrayBuffer>>>;

export interface CompressedAnswers {
  /** The answer under this tag. `write` is called for a tag that is not kept; compressed forms are there a moment later. */
  get(tag: string, write: () => string): AnswerForms;
}

const LEAST_BYTES = 1_024;
const compressors: Record<Coding, (body: Buffer<ArrayBuffer>) => Promise<Buffer<ArrayBuffer>>> = {
  // 5: a fifth smaller than gzip in the same time; the highest takes seconds for a megabyte.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
};

/**
 * Answers by their tag, least recently asked for leaving first. Nobody waits for a compression, which runs beside the event loop, one tag
 * at a time: the first who asks for a new answer gets it as it is.
 */
export function createCompressedAnswers({ limitBytes = 64 * 1_048_576 } = {}): CompressedAnswers {
  const kept = new Map<string, AnswerForms>();
  let keptBytes = 0;
  let compressing: Promise<void> = Promise.resolve();

  function keep(tag: string, forms: AnswerForms): void {
    kept.set(tag, forms);
    keptBytes += sizeOf(forms);
    for (const [oldest, old] of kept) {
      if (keptBytes <= limitBytes) break;
      kept.delete(oldest);
      keptBytes -= sizeOf(old);
    }
  }

  async function compress(tag: string, forms: AnswerForms): Promise<void> {
    for (const coding of ['gzip', 'br'] as const) {
      // Pushed out meanwhile: nobody would find the result.
      if (kept.get(tag) !== forms) return;
      const compressed = await compressors[coding](forms.identity);
      if (kept.get(tag) !== forms || compressed.length >= forms.identity.length) return;
      kept.delete(tag);
      keptBytes -= sizeOf(forms);
      forms[coding] = compressed;
      keep(tag, forms);
    }
  }

  return {
    get(tag, write) {
      const known = kept.get(tag);
      if (known) {
        kept.delete(tag);
        kept.set(tag, known);
        return known;
      }
      const forms: AnswerForms = { identity: Buffer.from(write()) };
      keep(tag, forms);
      // A compression that fails leaves the answer as it is.
      if (forms.identity.length >= LEAST_BYTES) compressing = compressing.then(() => compress(tag, forms)).catch(() => {});
      return forms;
    },
  };
}

const sizeOf = ({ identity, br, gzip: zipped }: AnswerForms) => identity.length + (br?.length ?? 0) + (zipped?.length ?? 0);
