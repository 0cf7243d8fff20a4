import { problemSchema } from '@business-m/metadata';
import { type Answer, type AnswerSchema, ApiError } from './api-client.ts';
import { learnCompany } from './company.ts';
import { learnTimeZone } from './company-day.ts';

/** Turns a response into data, or throws what it says went wrong. A success that is not JSON or not as `schema` says is `bad-answer`. */
export async function readAnswer<T>(response: Response, schema?: AnswerSchema<T>): Promise<Answer<T>> {
  const { status, headers } = response;
  learnTimeZone(headers.get('company-time-zone'));
  learnCompany(headers);
  const body = status === 204 ? undefined : parse(await response.text());
  if (!response.ok) throw new ApiError({ ...asProblem(status, body), ...retryAfter(headers.get('retry-after')) });
  if (body === undefined && status !== 204) throw new ApiError(badAnswer(status));
  const etag = headers.get('etag');
  // Without a schema the caller vouches for the type.
  if (!schema) return { data: body as T, etag };
  const read = schema.safeParse(body);
  if (read.success) return { data: read.data, etag };
  const [issue] = read.error.issues;
  throw new ApiError(badAnswer(status, `${issue?.path.join('.') || 'answer'}: ${issue?.message}`));
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

/** Something on the way answered in the server's place (a proxy's error page, a truncated body), or the server is of another version. */
function badAnswer(status: number, part?: string) {
  return {
    type: 'about:blank',
    title: 'Unexpected answer',
    status,
    code: 'bad-answer',
    detail: `The server gave an answer the desk does not understand (${part ?? `HTTP ${status}`}). Try again in a moment.`,
  };
}
