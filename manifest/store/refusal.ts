import type { Fault } from '../schema/index.ts';

/** A document, or something it names, is not acceptable. `retry`: the same document may be acceptable later. */
export class Refusal extends Error implements Fault {
  override name = 'Refusal';
  readonly path: string;
  readonly retry: boolean;

  constructor(path: string, message: string, { retry = false, cause }: { retry?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.path = path;
    this.retry = retry;
  }
}
