import type { Fault } from '@business-m/contract';
import { Refusal } from '@business-m/metadata';

/** A document, or a release that it names, is not acceptable. `retry`: the same document may be acceptable later. */
export class DocumentRefusal extends Refusal<'unacceptable'> implements Fault {
  override name = 'DocumentRefusal';
  readonly path: string;
  readonly retry: boolean;

  constructor(path: string, sentence: string, { retry = false, cause }: { retry?: boolean; cause?: unknown } = {}) {
    super('unacceptable', sentence, { field: path, cause });
    this.path = path;
    this.retry = retry;
  }

  /** The same refusal as another document, or another place in it, sees it. */
  at(path: string, sentence = this.message): DocumentRefusal {
    return new DocumentRefusal(path, sentence, { retry: this.retry, cause: this });
  }
}

/** For `catch`: another answer where a document, or what else `kind` says, is refused. */
export function ifRefused<T>(answer: T, kind: new (...details: never[]) => Refusal = DocumentRefusal): (error: unknown) => T {
  return (error) => {
    if (error instanceof kind) return answer;
    throw error;
  };
}
