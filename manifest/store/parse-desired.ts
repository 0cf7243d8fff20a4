import { type DesiredState, desiredStateSchema } from '@business-m/contract';
import { z } from 'zod/mini';
import { DocumentRefusal } from './document-refusal.ts';
import { parseJson } from './parse-json.ts';
import { expandVariables } from './variables.ts';

// zod/mini comes without sentences; ops read these.
z.config(z.locales.en());

/** Of the document. */
export const LIMIT_BYTES = 1_048_576;

/** Beside the first one. */
const ISSUES_SAID = 4;

/** The text of a document → what it holds, which may be laid over another before it is judged. @throws DocumentRefusal */
export const parseDocument = (text: string): unknown => parseJson(text, { limitBytes: LIMIT_BYTES });

/** A document that was read and merged → the desired state, or a {@link DocumentRefusal} that says which path is wrong and why. */
export function parseDesired(document: unknown, variables: Readonly<Record<string, string | undefined>>): DesiredState {
  const parsed = desiredStateSchema.safeParse(expandVariables(document, variables));
  if (!parsed.success) throw refusalOf(parsed.error.issues);
  return parsed.data;
}

/** The issues as one refusal: at the path of the first, which the sentence begins with. A wrong record key is reported where the key stands. */
export function refusalOf(
  issues: readonly { path: PropertyKey[]; message: string; code?: string; issues?: { message: string }[] }[],
  under = '',
): DocumentRefusal {
  const found = issues.map((issue) => ({
    path: [under, ...issue.path.map(String)].filter((part) => part !== '').join('.'),
    message: issue.code === 'invalid_key' ? (issue.issues?.[0]?.message ?? issue.message) : issue.message,
  }));
  const [first, ...others] = found;
  const said = others.slice(0, ISSUES_SAID).map(({ path, message }) => `; ${path}: ${message}`);
  const rest = others.length > ISSUES_SAID ? `; and ${others.length - ISSUES_SAID} more` : '';
  return new DocumentRefusal(first?.path ?? under, `${first?.message ?? 'not acceptable'}${said.join('')}${rest}`);
}
