import { type DesiredState, desiredStateSchema } from '@business-m/contract';
import { z } from 'zod/mini';
import { DocumentRefusal } from './document-refusal.ts';
import { parseJson } from './parse-json.ts';
import { expandVariables } from './variables.ts';

// zod/mini comes without sentences; ops read these.
z.config(z.locales.en());

/** Of the document. */
export const LIMIT_BYTES = 1_048_576;

/** The text of a document → what it holds, which may be laid over another before it is judged. @throws DocumentRefusal */
export const parseDocument = (text: string): unknown => parseJson(text, { limitBytes: LIMIT_BYTES });

/** A document that was read and merged → the desired state, or a {@link DocumentRefusal} that says which path is wrong and why. */
export function parseDesired(document: unknown, variables: Readonly<Record<string, string | undefined>>): DesiredState {
  const parsed = desiredStateSchema.safeParse(expandVariables(document, variables));
  if (!parsed.success) throw refusalOf(parsed.error.issues);
  return parsed.data;
}

/** The first issue, as a refusal. A wrong record key is reported where the key stands, not at the record. */
export function refusalOf(
  issues: readonly { path: PropertyKey[]; message: string; code?: string; issues?: { message: string }[] }[],
  under = '',
): DocumentRefusal {
  const issue = issues[0];
  const path = [under, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  const message = issue?.code === 'invalid_key' ? (issue.issues?.[0]?.message ?? issue.message) : issue?.message;
  return new DocumentRefusal(path, message ?? 'not acceptable');
}
