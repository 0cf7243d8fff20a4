/** Code → what may help. */
const remedies = {
  incompatible: 'none',
  unreachable: 'retry',
  offline: 'retry',
  'too-slow': 'retry',
  broken: 'retry',
  'not-a-screen': 'retry',
  'worn-out': 'reload',
} as const;

/** Why a screen could not be loaded. */
export interface LoadFailure {
  code: keyof typeof remedies;
  /** For the user. */
  sentence: string;
  /** For support. */
  technical: string;
  remedy: 'retry' | 'reload' | 'none';
}

export function loadFailure(
  code: LoadFailure['code'],
  sentence: string,
  technical: string,
  remedy: LoadFailure['remedy'] = remedies[code],
): LoadFailure {
  return { code, sentence, technical, remedy };
}

export class LoadError extends Error {
  readonly failure: LoadFailure;
  constructor(...failure: Parameters<typeof loadFailure>) {
    super(failure[2]);
    this.name = 'LoadError';
    this.failure = loadFailure(...failure);
  }
}

/** Browsers report a dead server, a missing file and a wrong hash all as TypeError. */
export function describeFailure(error: unknown, title: string): LoadFailure {
  if (error instanceof LoadError) return error.failure;
  const technical = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (navigator.onLine === false)
    return loadFailure('offline', `You are offline. ${title} opens by itself once you are connected again.`, technical);
  const fetching = error instanceof TypeError && /import|fetch|load/i.test(error.message);
  return fetching
    ? loadFailure('unreachable', `The files of ${title} could not be fetched, or are not the ones that were published.`, technical)
    : loadFailure('broken', `${title} could not start: its program has a fault.`, technical);
}
