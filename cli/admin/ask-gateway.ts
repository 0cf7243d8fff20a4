import { lostRaceSchema } from '@business-m/contract/admin';
import { AnswerTooLarge, boundedFetch, describeFetchError, jsonOrNull } from '@business-m/manifest/store';
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

/** One call of the gateway; a refusal becomes a {@link DeskFailure} with its sentence and code. */
export async function askGateway(question: Question): Promise<unknown> {
  const { gateway, path } = question;
  const { status, json } = await exchange(question);
  if (status >= 200 && status < 300) return json;
  const lost = status === 412 ? lostRaceSchema.safeParse(json) : null;
  if (lost?.success) throw new LostRace(lost.data);
  const problem = problemSchema.safeParse(json);
  if (!problem.success)
    throw new DeskFailure(`${gateway} answered ${status} to ${path}: is it a gateway of the desk?`, { code: 'bad-answer' });
  const { code, detail, field, errors = [] } = problem.data;
  const hint = hints[code]?.(gateway) ?? '';
  // Its place in the list of changes is nothing that a person typed, and a detail may begin with it.
  const words = (text: string) => text.replaceAll(/\bchanges\.\d+\./g, '');
  const said = words(detail);
  const where = field && !said.startsWith(`${words(field)}:`) ? `${words(field)}: ` : '';
  const others = errors.slice(1).map(({ field: place, message }) => `\n  ${place ? `${words(place)}: ` : ''}${message}`);
  throw new DeskFailure(`${where}${said}${hint}${others.join('')}`, {
    code,
    ...(field && { field }),
    ...(errors.length > 0 && { more: { errors } }),
  });
}

const hints: Partial<Record<string, (gateway: string) => string>> = {
  'signed-out': (gateway) => ` Run npx desk login --gateway ${gateway}, or set SERVICE_SECRET.`,
  'no-route': () => ' Is it a desk of an older version?',
};

/** Credentials go to the address that was named, and nowhere else: redirects are not followed. */
export async function exchange({ gateway, headers, method = 'GET', path, body, timeoutMs = ANSWER_MS }: Question) {
  const json = body !== undefined && { 'content-type': 'application/json' };
  const answer = await boundedFetch(gateway + path, {
    method,
    headers: { accept: 'application/json', ...headers, ...json },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    timeoutMs,
    limitBytes: LIMIT_BYTES,
  }).catch((error: unknown) => {
    if (error instanceof AnswerTooLarge)
      throw new DeskFailure(`${gateway}${path} answered with more than ${LIMIT_BYTES} bytes.`, { code: 'bad-answer' });
    const sentence = `The gateway at ${gateway} cannot be reached: ${describeFetchError(error)}. Is the desk running? --gateway says where it is.`;
    throw new DeskFailure(sentence, { cause: error, code: 'unreachable' });
  });
  return { status: answer.status, headers: answer.headers, json: jsonOrNull(answer.bytes, harmless) };
}

/** A reason or a document must not send commands to the terminal of its reader: no control characters but line breaks and tabs. */
const harmless = (_: string, value: unknown) => (typeof value === 'string' ? value.replace(/(?![\t\n\r])\p{Cc}/gu, '') : value);
