export interface OneAtATime {
  /** Runs the work, or, while it runs, once more right after; resolves when a run that began after this call has ended. */
  (): Promise<void>;
  /** When nothing runs any more. */
  done(): Promise<void>;
}

/** Calls that come while the work runs are answered by a single further run. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;

  function start(): Promise<void> {
    const run = work().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  }

  function call(): Promise<void> {
    if (!running) return start();
    following ??= running
      .catch(() => {})
      .then(() => {
        following = null;
        return start();
      });
    return following;
  }

  return Object.assign(call, {
    async done() {
      while (running ?? following) await (following ?? running)?.catch(() => {});
    },
  });
}
