import { type DocTypeMeta, type Document, documentSchema, type Problem } from '@business-m/metadata';
import { useNavigate, useNotify, useUnsavedGuard } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { fieldErrorsOf, problemOf } from '../api/refusal.ts';
import { type Transition, useDocumentWrites } from '../api/use-document-writes.ts';
import { fingerprint, toBody } from './form-body.ts';
import { createReducer, initialState, type SentRows } from './form-state.ts';
import { createIntentions } from './intention.ts';
import * as refusals from './left-refusal.ts';

export type FormCommand = 'save' | 'delete' | Transition;

const done: Record<FormCommand, string> = { save: 'saved', submit: 'submitted', cancel: 'cancelled', amend: 'amended', delete: 'deleted' };

interface FormOptions {
  meta: DocTypeMeta;
  doc: Document | null;
  /** Values a new document starts with, before its own defaults. */
  given?: Record<string, unknown> | undefined;
  basePath: string;
}

/** A form's behaviour: what is typed, whether it differs from what is stored, and the commands that write it. */
export function useForm({ meta, doc, given, basePath }: FormOptions) {
  const client = useQueryClient();
  const writes = useDocumentWrites(meta.doctype);
  const navigate = useNavigate();
  const notify = useNotify();
  const [state, dispatch] = useReducer(createReducer(meta), null, () => initialState(meta, doc, given));
  const [busy, setBusy] = useState<FormCommand | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stale, setStale] = useState<Document | null>(null);
  const [leaveTo, setLeaveTo] = useState<string | null>(null);
  /** Set at once, where `busy` comes with the next drawing: the second click of a double click finds it. */
  const running = useRef(false);
  const intentions = useRef(createIntentions()).current;

  const stored = useMemo(() => fingerprint(meta, initialState(meta, state.base, given)), [meta, state.base, given]);
  const now = useMemo(() => fingerprint(meta, state), [meta, state]);
  const dirty = leaveTo === null && stored !== now;
  useUnsavedGuard(dirty);

  // What is newer on the server replaces what is shown, unless somebody is typing: then saving will tell.
  useEffect(() => {
    if (doc && !dirty && !running.current && doc.revision > (state.base?.revision ?? 0))
      dispatch({ type: 'load', state: initialState(meta, doc) });
  }, [doc, dirty, state.base, meta]);

  // Only once the guard knows that nothing is left unsaved.
  useEffect(() => {
    if (leaveTo !== null) navigate(leaveTo, { replace: true });
  }, [leaveTo, navigate]);

  const show = useCallback((refusal: Problem, sent?: SentRows) => {
    const errors = fieldErrorsOf(refusal);
    if (errors.length > 0) dispatch({ type: 'refuse', errors, sent });
    setProblem(refusal);
  }, []);

  // A new document that was saved and then refused has come to its own address: so has the reason.
  const id = doc?.id;
  useEffect(() => {
    const refusal = id === undefined ? null : refusals.take(client, meta.doctype, id);
    if (refusal) show(refusal);
  }, [client, meta.doctype, id, show]);

  function refuse(error: unknown, sent: SentRows | undefined) {
    const refusal = problemOf(error);
    if (refusal.code === 'stale') {
      const current = documentSchema.safeParse(refusal.current);
      if (current.success) {
        setStale(current.data);
        return;
      }
    }
    if (refusal.code === 'schema-changed') void client.invalidateQueries({ queryKey: queryKeys.meta(meta.doctype) });
    show(refusal, sent);
  }

  async function write(command: FormCommand, base: Document | null, body: object): Promise<Document | null> {
    const key = () => intentions.keyFor(`${command} ${base?.id} ${base?.revision} ${JSON.stringify(body)}`);
    if (command === 'save') return base ? writes.save(base, body) : writes.create(body, key());
    if (!base) return null;
    if (command === 'delete') return writes.remove(base).then(() => null);
    return writes.transition(base, command, key());
  }

  /** Does it, once; true when it took effect. Submitting what has unsaved changes saves them first. */
  async function run(command: FormCommand): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    setBusy(command);
    setProblem(null);
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
      if (command === 'delete') setLeaveTo(basePath);
      else if (result && (created || command === 'amend')) setLeaveTo(`${basePath}/${encodeURIComponent(result.id)}`);
      return true;
    } catch (error) {
      if (created && base) {
        // It exists by now: another try must not create it again.
        refusals.leave(client, meta.doctype, base.id, problemOf(error));
        setLeaveTo(`${basePath}/${encodeURIComponent(base.id)}`);
      } else refuse(error, rows);
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
    problem,
    stale,
    run,
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
