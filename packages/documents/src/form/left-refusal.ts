import type { Problem } from '@business-m/metadata';
import type { QueryClient } from '@tanstack/react-query';

const keyOf = (doctype: string, id: string) => ['refusal', doctype, id];

/** Leaves a refusal for the form that is about to open at the document's address. */
export function leave(client: QueryClient, doctype: string, id: string, refusal: Problem): void {
  client.setQueryData(keyOf(doctype, id), refusal);
}

/** Takes what was left for a document; the second time there is nothing. */
export function take(client: QueryClient, doctype: string, id: string): Problem | null {
  const queryKey = keyOf(doctype, id);
  const refusal = client.getQueryData<Problem>(queryKey);
  client.removeQueries({ queryKey, exact: true });
  return refusal ?? null;
}
