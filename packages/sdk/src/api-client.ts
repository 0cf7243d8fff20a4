import type { Problem } from '@business-m/metadata';

/**
 * The desk's own HTTP client. Paths are same-origin (`/api/…`). A GET carries no headers of its own, so that the
 * browser matches it with what the page preloaded.
 */
export interface ApiClient {
  get<T>(path: string, options?: RequestOptions): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, options?: WriteOptions): Promise<Answer<T>>;
  put<T>(path: string, body: unknown, options: WriteOptions & { ifMatch: string }): Promise<Answer<T>>;
  delete(path: string, options: WriteOptions & { ifMatch: string }): Promise<void>;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

export interface RequestOptions {
  signal?: AbortSignal;
  /** Default 15,000 for a read, 40,000 for a write. */
  timeoutMs?: number;
}

export interface WriteOptions extends RequestOptions {
  ifMatch?: string;
  /** One a user's intention: a double click or a retry with the same key takes effect once. */
  idempotencyKey?: string;
}

/** Thrown by every call that did not succeed; `problem.code` is `network`, `timeout` or what the server said. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}
