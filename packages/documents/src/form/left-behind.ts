import type { Problem } from '@business-m/metadata';
import type { QueryClient } from '@tanstack/react-query';
import type { FocusMark } from './focus-mark.ts';
import type { FormState } from './form-state.ts';
import type { FormCommand } from './use-form.ts';

/** What the form of a new document leaves for the form that opens at the document's own address. */
export interface LeftBehind {
  /** Saved, and then refused: why, and what was wanted. */
  refusal?: { problem: Problem; command: FormCommand };
  /** What was typed while the first save was under way, on top of what it saved. */
  typed?: FormState;
  /** Where the cursor was. */
  focus?: FocusMark | null;
}

const keyOf = (doctype: string, id: string) => ['left-behind', doctype, id];

export function leave(client: QueryClient, doctype: string, id: string, left: LeftBehind): void {
  client.setQueryData<LeftBehind>(keyOf(doctype, id), (before) => ({ ...before, ...left }));
}

/** What was left for a document. Looking leaves it there: a form is drawn more than once before it is there. */
export function find(client: QueryClient, doctype: string, id: string | undefined): LeftBehind {
  return (id === undefined ? undefined : client.getQueryData<LeftBehind>(keyOf(doctype, id))) ?? {};
}

export function forget(client: QueryClient, doctype: string, id: string): void {
  client.removeQueries({ queryKey: keyOf(doctype, id), exact: true });
}
