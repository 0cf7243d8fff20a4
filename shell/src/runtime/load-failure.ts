/** Why a screen is not there, as a value: what to say, what to offer. */
export interface LoadFailure {
  code: 'incompatible' | 'unreachable' | 'too-slow' | 'broken' | 'not-a-screen' | 'worn-out';
  /** For the person at the desk. */
  sentence: string;
  /** For the person they will call. */
  technical: string;
  /** What may help: another attempt, a reload of the page, or nothing here. */
  remedy: 'retry' | 'reload' | 'none';
}

/** A failure on its way to the state of its screen. */
export class LoadError extends Error {
  readonly failure: LoadFailure;
  constructor(failure: LoadFailure) {
    super(failure.technical);
    this.name = 'LoadError';
    this.failure = failure;
  }
}

/** Puts whatever loading threw into words. Browsers report a dead server, a missing file and a wrong hash all as TypeError. */
export function describeFailure(error: unknown, title: string): LoadFailure {
  if (error instanceof LoadError) return error.failure;
  const technical = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fetching = error instanceof TypeError && /import|fetch|load/i.test(error.message);
  return fetching
    ? {
        code: 'unreachable',
        sentence: `The files of ${title} could not be fetched, or are not the ones that were published.`,
        technical,
        remedy: 'retry',
      }
    : { code: 'broken', sentence: `${title} could not start: its program has a fault.`, technical, remedy: 'retry' };
}
