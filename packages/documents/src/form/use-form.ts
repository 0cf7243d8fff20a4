import { type DocTypeMeta, type Document, documentSchema, type Problem } from '@business-m/metadata';
import { useNotify, useUnsavedGuard } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { type DocumentCommand, useDocumentWrites } from '../api/document-writes.ts';
import { queryKeys } from '../api/query-keys.ts';
import { fieldErrorsOf, problemOf } from '../api/trouble.ts';
import { fingerprint, toBody } from '../state/form-body.ts';
import { createReducer, initialState, type SentRows } from '../state/form-state.ts';
import { createIntentions } from './intention.ts';
import { findLeftBehind, forgetLeftBehind, leaveBehind, useLeaving } from './leaving.ts';

const done: Record<DocumentCommand, string> = {
  save: 'saved',
  submit: 'submitted',
  cancel: 'cancelled',
  amend: 'amended',
  delete: 'deleted',
};

interface FormOptions {
  meta: DocTypeMeta;
  doc: Document | null;
  given?: Record<string, unknown> | undefined;
  basePath: string;
}

export function useForm({ meta, doc, given, basePath }: FormOptions) {
  const client = useQueryClient();
  const writes = useDocumentWrites(meta.doctype);
  const notify = useNotify();
  const id = doc?.id;
  const [left] = useState(() => findLeftBehind(client, meta.doctype, id));
  const [state, dispatch] = useReducer(createReducer(meta), null, () => left.typed ?? initialState(meta, doc, given));
  const [busy, setBusy] = useState<DocumentCommand | null>(null);
  const [failure, setFailure] = useState<{ problem: Problem; command: DocumentCommand } | null>(null);
  const [stale, setStale] = useState<Document | null>(null);
  /** Set at once, unlike `busy`: a double click finds it. */
  const running = useRef(false);
  const intentions = useRef(createIntentions()).current;

  const stored = useMemo(() => fingerprint(meta, initialState(meta, state.base, given)), [meta, state.base, given]);
  const now = useMemo(() => fingerprint(meta, state), [meta, state]);
  const leaving = useLeaving(meta.doctype, state, stored !== now);
  const dirty = !leaving.isLeaving && stored !== now;
  useUnsavedGuard(dirty);

  // A newer revision replaces what is shown, unless the user has typed.
  useEffect(() => {
    if (doc && !dirty && !running.current && doc.revision > (state.base?.revision ?? 0))
      dispatch({ type: 'load', state: initialState(meta, doc) });
  }, [doc, dirty, state.base, meta]);

  const show = useCallback((problem: Problem, command: DocumentCommand, sent?: SentRows) => {
    const errors = fieldErrorsOf(problem);
    if (errors.length > 0) dispatch({ type: 'refuse', errors, sent });
    setFailure({ problem, command });
  }, []);

  // The refusal of a command after the first save, left by the form before.
  useEffect(() => {
    if (id === undefined) return;
    forgetLeftBehind(client, meta.doctype, id);
    if (left.refusal) show(left.refusal.problem, left.refusal.command);
  }, [client, meta.doctype, id, left, show]);

  function refuse(error: unknown, command: DocumentCommand, sent: SentRows | undefined) {
    const problem = problemOf(error);
    if (problem.code === 'stale') {
      const current = documentSchema.safeParse(problem.current);
      if (current.success) {
        setStale(current.data);
        return;
      }
    }
    if (problem.code === 'schema-changed') void client.invalidateQueries({ queryKey: queryKeys.meta(meta.doctype) });
    show(problem, command, sent);
  }

  async function write(command: DocumentCommand, base: Document | null, body: object): Promise<Document | null> {
    const key = intentions.keyFor(`${command} ${base?.id} ${base?.revision} ${JSON.stringify(body)}`);
    if (command === 'save') return base ? writes.save(base, body, key) : writes.create(body, key);
    if (!base) return null;
    if (command === 'delete') return writes.remove(base).then(() => null);
    return writes.transition(base, command, key);
  }

  const addressOf = (document: Document) => `${basePath}/${encodeURIComponent(document.id)}`;

  /** Does it, once; true when it took effect. Submitting what has unsaved changes saves them first. */
  async function run(command: DocumentCommand): Promise<boolean> {
    if (running.current || leaving.isLeaving) return false;
    running.current = true;
    setBusy(command);
    setFailure(null);
    const { body, sent } = toBody(meta, state);
    let rows: SentRows | undefined = sent;
    let base = state.base;
    const created = base === null;
    try {
      if (command === 'submit' && (base === null || dirty)) {
        base = await write('save', base, body);
        if (base) dispatch({ type: 'load', state: initialState(meta, base), sent: state });
        rows = undefined;
      }
      const result = await write(command, base, body);
      intentions.done();
      if (result && command !== 'amend')
        dispatch({ type: 'load', state: initialState(meta, result), sent: command === 'save' ? state : undefined });
      notify({ kind: 'success', title: `${result?.id ?? base?.id ?? meta.label} ${done[command]}` });
      if (command === 'delete') leaving.leave(basePath);
      else if (result && command === 'amend') leaving.leave(addressOf(result));
      else if (result && created) leaving.leave(addressOf(result), result.id);
      return true;
    } catch (error) {
      if (created && base) {
        // The document exists by now.
        leaveBehind(client, meta.doctype, base.id, { refusal: { problem: problemOf(error), command } });
        leaving.leave(addressOf(base), base.id);
      } else refuse(error, command, rows);
      return false;
    } finally {
      running.current = false;
      setBusy(null);
    }
  }

  return {
    state,
    dispatch,
    dirty,
    busy,
    failure,
    stale,
    run,
    cursor: left.focus ?? null,
    takeTheirs() {
      if (stale) {
        client.setQueryData(queryKeys.document(meta.doctype, stale.id), stale);
        dispatch({ type: 'load', state: initialState(meta, stale) });
      }
      setStale(null);
    },
    keepMine() {
      if (stale) dispatch({ type: 'rebase', base: stale });
      setStale(null);
    },
    closeStale: () => setStale(null),
  };
}
