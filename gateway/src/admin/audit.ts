import type { Author } from '@business-m/manifest/schema';
import type { Logger } from 'pino';
import { Refused } from '../problem/refused.ts';

/** One attempt to write, as the log tells it. */
export interface AuditLine {
  action: string;
  environment: string;
  by: Author;
  request: string;
  /** What else is known: kinds of changes, the revision that was seen. */
  details?: Readonly<Record<string, unknown>>;
}

/** Runs an attempt to write and leaves one line in the log, whatever comes of it. */
export async function audited<T>(
  log: Pick<Logger, 'info' | 'warn'>,
  line: AuditLine,
  outcomeOf: (result: T) => Readonly<Record<string, unknown>>,
  attempt: () => Promise<T>,
): Promise<T> {
  const { action, environment, by, request, details } = line;
  const base = { audit: true, action, environment, by: by.id, name: by.name, request, ...details };
  try {
    const result = await attempt();
    log.info({ ...base, ...outcomeOf(result) }, 'manifest change');
    return result;
  } catch (error) {
    if (error instanceof Refused)
      log.info({ ...base, outcome: 'refused', code: error.code, field: error.details.field }, 'manifest change');
    else log.warn({ ...base, outcome: 'failed', error: String(error) }, 'manifest change');
    throw error;
  }
}
