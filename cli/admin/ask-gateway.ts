import { lostRaceSchema } from '@business-m/contract/admin';
import { describeFetchError } from '@business-m/manifest/store';
import { problemSchema } from '@business-m/metadata';
import { DeskFailure } from '../desk-failure.ts';
import { LostRace } from './lost-race.ts';

const ANSWER_MS = 30_000;
const LIMIT_BYTES = 64 * 1_048_576;

export interface Question {
  gateway: string;
  headers: Record<string, string>;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  timeoutMs?: number;
}

/** One call of the gateway; its no is a {@link DeskFailure} with its own sentence and code. */
export async function askGateway({ gateway, headers, method = 'GET', path, body, timeoutMs = ANSWER_MS }: Question): Promise<unknown> {
  const { status, json } = await exchange({ gateway, headers, method, path, body, timeoutMs });
  if (status >= 200 && status < 300) return json;
  const lost = status === 412 ? lostRaceSchema.safeParse(json) : null;
  if (lost?.success) throw new LostRace(lost.data);
  const problem = problemSchema.safeParse(json);
  if (!problem.success)
    throw new DeskFailure(`${gateway} answered ${status} to ${path}: is it a gateway of the desk?`, { code: 'bad-answer' });
  const { code, detail, field, errors } = problem.data;
  const hint = hints[code]?.(gateway) ?? '';
  throw new DeskFailure(`${field ? `${field}: ` : ''}${detail}${hint}`, {
    code,
    ...(field && { field }),
    ...(errors && { more: { errors } }),
  });
}

const hints: Partial<Record<string, (gateway: string) => string>> = {
  'signed-out': (gateway) => ` Run npx desk login --gateway ${gateway}, or set SERVICE_SECRET.`,
  'no-route': () => ' Is it a desk of an older version?',
};

async function exchange({ gateway, headers, method, path, body, timeoutMs }: Question): Promise<{ status: number; json: unknown }> {
  try {
    const answer = await fetch(gateway + path, {
      method: method ?? 'GET',
      headers: { accept: 'application/json', ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // Credentials go to the address that was named, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs ?? ANSWER_MS),
    });
    return { status: answer.status, json: parse(await boundedText(answer)) };
  } catch (error) {
    if (error instanceof DeskFailure) throw error;
    throw new DeskFailure(
      `The gateway at ${gateway} cannot be reached: ${describeFetchError(error)}. Is the desk running? --gateway says where it is.`,
      {
        cause: error,
        code: 'unreachable',
      },
    );
  }
}

async function boundedText(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let [text, sizeBytes] = ['', 0];
  for await (const chunk of answer.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > LIMIT_BYTES)
      throw new DeskFailure(`${answer.url} answered with more than ${LIMIT_BYTES} bytes.`, { code: 'bad-answer' });
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text, (_, value) => (typeof value === 'string' ? harmless(value) : value));
  } catch {
    return null;
  }
}

/** What somebody wrote into a reason or a document must not command the terminal of whoever reads it: no control characters but line breaks and tabs. */
const harmless = (text: string) => text.replace(/(?![\t\n\r])\p{Cc}/gu, '');
