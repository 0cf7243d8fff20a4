import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'br' | 'gzip';
export type AnswerForms = { identity: Buffer<ArrayBuffer> } & Partial<Record<Coding, Buffer<ArrayBuffer>>>;

const LEAST_BYTES = 1_024;
/** Answers that wait to be compressed; more are compressed when they are asked for again. */
const QUEUE_LIMIT = 8;
const compressors: Record<Coding, (body: Buffer<ArrayBuffer>) => Promise<Buffer<ArrayBuffer>>> = {
  // 5: a fifth smaller than gzip in the same time; the highest takes seconds for a megabyte.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
};

/** Answers by tag, least recently used leaving first. Compressed in the background, one at a time: the first caller gets the plain form. */
export function createCompressedAnswers({ limitBytes = 64 * 1_048_576 } = {}) {
  const kept = new Map<string, AnswerForms>();
  let keptBytes = 0;
  const queue = new Map<AnswerForms, string>();
  let compressing = false;

  function enqueue(tag: string, forms: AnswerForms): void {
    if (forms.identity.length < LEAST_BYTES || forms.br || queue.size >= QUEUE_LIMIT) return;
    queue.set(forms, tag);
    if (!compressing) void compressAll();
  }

  async function compressAll(): Promise<void> {
    compressing = true;
    for (const [forms, tag] of queue) {
      // One that fails leaves the answer as it is.
      await compress(tag, forms).catch(() => {});
      queue.delete(forms);
    }
    compressing = false;
  }

  async function compress(tag: string, forms: AnswerForms): Promise<void> {
    for (const coding of ['gzip', 'br'] as const) {
      // Pushed out meanwhile: nobody would find the result.
      if (kept.get(tag) !== forms) return;
      const compressed = await compressors[coding](forms.identity);
      if (kept.get(tag) !== forms) return;
      keptBytes += compressed.length;
      forms[coding] = compressed;
    }
    makeRoom();
  }

  function makeRoom(): void {
    for (const [oldest, old] of kept) {
      if (keptBytes <= limitBytes) break;
      kept.delete(oldest);
      keptBytes -= sizeOf(old);
    }
  }

  return {
    /** The answer under this tag. `write` is called for a tag that is not kept; compressed forms are there a moment later. */
    get(tag: string, write: () => string | Buffer<ArrayBuffer>): AnswerForms {
      let forms = kept.get(tag);
      if (forms) kept.delete(tag);
      else {
        const body = write();
        forms = { identity: typeof body === 'string' ? Buffer.from(body) : body };
        keptBytes += forms.identity.length;
      }
      kept.set(tag, forms);
      makeRoom();
      enqueue(tag, forms);
      return forms;
    },
  };
}

const sizeOf = ({ identity, br, gzip: zipped }: AnswerForms) => identity.length + (br?.length ?? 0) + (zipped?.length ?? 0);
