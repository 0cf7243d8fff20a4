import { useNavigate } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { markFocus } from './focus-mark.ts';
import type { FormState } from './form-state.ts';
import { leave } from './left-behind.ts';

interface Leaving {
  to: string;
  /** The document at whose address the form goes on; null when this form ends here. */
  goesOnAs: string | null;
}

/**
 * Goes elsewhere once what was done is done. A new document's form goes on at the document's own address as another form: until that one
 * is there, what is typed into this one is left for it.
 */
export function useLeaving(doctype: string, state: FormState, dirty: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const goesOnAs = leaving?.goesOnAs ?? null;

  useEffect(() => {
    if (goesOnAs !== null) leave(client, doctype, goesOnAs, { focus: markFocus(), ...(dirty ? { typed: state } : {}) });
  }, [client, doctype, goesOnAs, state, dirty]);

  // Only once the guard knows that nothing is left unsaved.
  useEffect(() => {
    if (leaving) navigate(leaving.to, { replace: true });
  }, [leaving, navigate]);

  return { isLeaving: leaving !== null, leave: (to: string, next: string | null = null) => setLeaving({ to, goesOnAs: next }) };
}
