import { problemSchema } from '@business-m/metadata';
import { type Answer, ApiError } from './api-client.ts';

/** Turns a response into data, or throws what it says went wrong. A success that is not JSON is `bad-answer`. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const etag = response.headers.get('etag');
  if (response.status === 204) return { data: undefined as T, etag };
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) throw new ApiError({ ...asProblem(response.status, body), ...retryAfter(response.headers.get('retry-after')) });
  if (body === undefined) throw new ApiError(badAnswer(response.status));
  return { data: body as T, etag };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds, as services of ours say it; the header's other form, a date, is a proxy's and no better than our own back-off. */
function retryAfter(header: string | null): { retry_after?: number } {
  return header !== null && /^\d{1,6}$/.test(header) ? { retry_after: Number(header) } : {};
}

function asProblem(status: number, body: unknown) {
  const problem = problemSchema.safeParse(body);
  return problem.success ? problem.data : badAnswer(status);
}

/** Something on the way answered in the server's place: a proxy's error page, a truncated body. */
function badAnswer(status: number) {
  return {
    type: 'about:blank',
    title: 'Unexpected answer',
    status,
    code: 'bad-answer',
    detail: `The server gave an answer the desk does not understand (HTTP ${status}). Try again in a moment.`,
  };
}
