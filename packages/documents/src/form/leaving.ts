import type { Problem } from '@business-m/metadata';
import { useNavigate } from '@business-m/sdk';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DocumentCommand } from '../api/document-writes.ts';
import type { FormState } from '../state/form-state.ts';
import { type FocusMark, markFocus } from './focus-mark.ts';

/**
 * A new document's form continues as another form at the document's own address. What the first leaves for the second is cached under the
 * document.
 */
export interface LeftBehind {
  /** Why a command after the save was refused. */
  refusal?: { problem: Problem; command: DocumentCommand };
  /** What was typed during the first save. */
  typed?: FormState;
  focus?: FocusMark | null;
}

const keyOf = (doctype: string, id: string) => ['left-behind', doctype, id];

export function leaveBehind(client: QueryClient, doctype: string, id: string, left: LeftBehind): void {
  client.setQueryData<LeftBehind>(keyOf(doctype, id), (before) => ({ ...before, ...left }));
}

/** Reading does not remove it: a form may be drawn more than once before it is mounted. */
export function findLeftBehind(client: QueryClient, doctype: string, id: string | undefined): LeftBehind {
  return (id === undefined ? undefined : client.getQueryData<LeftBehind>(keyOf(doctype, id))) ?? {};
}

export function forgetLeftBehind(client: QueryClient, doctype: string, id: string): void {
  client.removeQueries({ queryKey: keyOf(doctype, id), exact: true });
}

interface Leaving {
  to: string;
  /** The document that the form continues as; null when it ends here. */
  goesOnAs: string | null;
}

/** Navigates once the work is done; until then what is typed is left for the next form. */
export function useLeaving(doctype: string, state: FormState, dirty: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const goesOnAs = leaving?.goesOnAs ?? null;

  useEffect(() => {
    if (goesOnAs !== null) leaveBehind(client, doctype, goesOnAs, { focus: markFocus(), ...(dirty ? { typed: state } : {}) });
  }, [client, doctype, goesOnAs, state, dirty]);

  // After the guard has seen that nothing is unsaved.
  useEffect(() => {
    if (leaving) navigate(leaving.to, { replace: true });
  }, [leaving, navigate]);

  return { isLeaving: leaving !== null, leave: (to: string, next: string | null = null) => setLeaving({ to, goesOnAs: next }) };
}
