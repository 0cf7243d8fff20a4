/** Nobody waits for the answer any more. A fault, not a refusal: the same call may succeed a moment later. */
export class DeadlineExceeded extends Error {
  readonly code = 'deadline';

  constructor() {
    super('no answer before the deadline');
    this.name = 'DeadlineExceeded';
  }
}

/** `work`'s result, or `DeadlineExceeded` once `deadlineMs` (epoch) has passed. What `work` does later is not undone. */
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
