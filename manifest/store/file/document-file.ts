import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DocumentRefusal } from '../document-refusal.ts';
import { LIMIT_BYTES } from '../parse-desired.ts';

/** Reads what people edit. Looks first: a pipe would be waited for without end, and a huge file would fill the memory. */
export async function readDocumentFile(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new DocumentRefusal('', 'the manifest file is not a file', { retry: true });
    if (found.size > LIMIT_BYTES)
      throw new DocumentRefusal('', `the document has ${found.size} bytes, more than the ${LIMIT_BYTES} allowed`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new DocumentRefusal('', `the manifest file cannot be read (${code})`, { retry: true, cause: error });
  }
}

/** The same for the same text. */
export const hashOf = (text: string): string => hash('sha256', text, 'base64url');
