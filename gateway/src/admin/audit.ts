import type { Author } from '@business-m/contract';
import { Refusal } from '@business-m/metadata';
import type { Logger } from 'pino';

/** One attempt to write, as the log tells it. Filled while it becomes known. */
export interface AuditLine {
  action: string;
  environment: string;
  /** Null: nobody who could be told. */
  by: Author | null;
  request: string;
  [detail: string]: unknown;
}

/** Runs an attempt to write and leaves one line in the log, whatever comes of it. */
export async function audited<T>(log: Pick<Logger, 'info' | 'warn'>, line: AuditLine, attempt: () => Promise<T>): Promise<T> {
  const tell = (level: 'info' | 'warn', outcome: object) =>
    log[level]({ audit: true, ...line, by: line.by?.id ?? null, name: line.by?.name, ...outcome }, 'manifest change');
  try {
    const result = await attempt();
    tell('info', {});
    return result;
  } catch (error) {
    if (error instanceof Refusal) tell('info', { outcome: 'refused', code: error.code, field: error.details.field });
    else tell('warn', { outcome: 'failed', error: String(error) });
    throw error;
  }
}
