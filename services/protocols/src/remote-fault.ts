import { DeadlineExceeded } from './deadline.ts';
import { Unavailable } from './unavailable.ts';

/**
 * The other side failed. What failed there stands in its log under the call's trace; the caller learns no more than that it did, in
 * process too (where `cause` is for the caller's log).
 */
export class RemoteFault extends Error {
  readonly code: 'fault' | 'malformed' | 'too-large';

  constructor(message: string, options: ErrorOptions & { code?: RemoteFault['code'] } = {}) {
    super(message, options);
    this.name = 'RemoteFault';
    this.code = options.code ?? 'fault';
  }
}

/** A fault as the caller may see it: what time can mend as itself, anything else without its particulars. */
export function hideFault(error: unknown, where: string, trace: string): Error {
  if (error instanceof Unavailable) return new Unavailable(error.message, { cause: error, code: error.code });
  if (error instanceof DeadlineExceeded) return error;
  if (error instanceof RemoteFault) return error;
  const name = error instanceof Error ? error.name : typeof error;
  if (name === 'MalformedFrame') return new RemoteFault((error as Error).message, { cause: error, code: 'malformed' });
  return new RemoteFault(`${where} failed (${name}); its log says why, under trace ${trace}`, { cause: error });
}
