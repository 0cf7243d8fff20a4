/** Nobody waits for the answer any more. A fault, not a refusal: the same call may succeed a moment later. */
export class DeadlineExceeded extends Error {
  readonly code = 'deadline';

  constructor() {
    super('no answer before the deadline');
    this.name = 'DeadlineExceeded';
  }
}

/** `work`'s result, or `DeadlineExceeded` after `deadlineMs` (epoch). `work` itself goes on. */
export async function withDeadline<T>(deadlineMs: number, work: () => Promise<T>): Promise<T> {
  const leftMs = deadlineMs - Date.now();
  if (leftMs <= 0) throw new DeadlineExceeded();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineExceeded()), leftMs);
  });
  try {
    return await Promise.race([work(), expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** Something needed cannot be reached now: a database, another domain, a full queue. Retried without limit. */
export class Unavailable extends Error {
  readonly code: 'unavailable' | 'overloaded';

  constructor(message: string, options: ErrorOptions & { code?: 'unavailable' | 'overloaded' } = {}) {
    super(message, options);
    this.name = 'Unavailable';
    this.code = options.code ?? 'unavailable';
  }
}

/** Whether time alone can fix it. Any other fault is tried a limited number of times. */
export function isTransient(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof DeadlineExceeded;
}

/** The other side failed. The caller learns only that it did; the reason is in the callee's log under the call's trace. */
export class RemoteFault extends Error {
  readonly code: 'fault' | 'malformed' | 'too-large';

  constructor(message: string, options: ErrorOptions & { code?: RemoteFault['code'] } = {}) {
    super(message, options);
    this.name = 'RemoteFault';
    this.code = options.code ?? 'fault';
  }
}

/** A fault as the caller may see it: transient ones as they are, others without details. */
export function hideFault(error: unknown, where: string, trace: string): Error {
  if (error instanceof Unavailable) return new Unavailable(error.message, { cause: error, code: error.code });
  if (error instanceof DeadlineExceeded) return error;
  if (error instanceof RemoteFault) return error;
  const name = error instanceof Error ? error.name : typeof error;
  if (name === 'MalformedFrame') return new RemoteFault((error as Error).message, { cause: error, code: 'malformed' });
  return new RemoteFault(`${where} failed (${name}); its log says why, under trace ${trace}`, { cause: error });
}
