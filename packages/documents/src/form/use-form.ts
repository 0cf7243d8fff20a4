import { type DocTypeMeta, type Document, documentSchema, type FieldError, type Problem } from '@business-m/metadata';
import { useNotify, useShown, useUnsavedGuard, useUser } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { type DocumentCommand, useDocumentWrites } from '../api/document-writes.ts';
import { queryKeys } from '../api/query-keys.ts';
import { fieldErrorsOf, problemOf } from '../api/trouble.ts';
import { fingerprint, toBody } from '../state/form-body.ts';
import { createReducer, type FormState, initialState, isTyping, type SentRows } from '../state/form-state.ts';
import { formOf, typedOn } from '../state/kept-form.ts';
import { missingForSubmit } from '../state/missing.ts';
import { createIntentions } from './intention.ts';
import { findLeftBehind, forgetLeftBehind, leaveBehind, useLeaving } from './leaving.ts';
import { loadKeeping, useKept } from './use-kept.ts';
import { useStale } from './use-stale.ts';

const done: Record<DocumentCommand, string> = {
  save: 'saved',
  submit: 'submitted',
  cancel: 'cancelled',
  amend: 'amended',
  delete: 'deleted',
};

/** Tries of one save against others who save meanwhile. */
const ROUNDS = 4;

interface Overtaken {
  theirs: Document;
  problem: Problem;
  isSave: boolean;
}

interface FormOptions {
  meta: DocTypeMeta;
  doc: Document | null;
  given?: Record<string, unknown> | undefined;
  basePath: string;
}

function incomplete(errors: readonly FieldError[]): Problem {
  const detail = 'Something is still missing. What is there can be saved as a draft.';
  return { type: 'about:blank', title: 'Incomplete', status: 422, code: 'invalid', detail, errors: [...errors] };
}

export function useForm({ meta, doc, given, basePath }: FormOptions) {
  const client = useQueryClient();
  const writes = useDocumentWrites(meta.doctype);
  const notify = useNotify();
  const id = doc?.id;
  const [left] = useState(() => findLeftBehind(client, meta.doctype, id));
  const [state, dispatch] = useReducer(createReducer(meta), null, () => left.typed ?? initialState(meta, doc, given));
  const [busy, setBusy] = useState<DocumentCommand | null>(null);
  const [isGone, setGone] = useState(false);
  useShown(isGone ? null : undefined);
  const [failure, setFailure] = useState<{ problem: Problem; command: DocumentCommand } | null>(null);
  /** Set at once, unlike `busy`: a double click finds it. */
  const running = useRef(false);
  const intentions = useRef(createIntentions()).current;
  const stale = useStale(meta, useUser().email);
  /** Of the last drawing, for what goes on after an answer. */
  const latest = useRef(state);
  latest.current = state;
  /** What others changed meanwhile and is saved along, in words. */
  const overtaken = useRef('');

  const stored = useMemo(() => fingerprint(meta, initialState(meta, state.base, given)), [meta, state.base, given]);
  const now = useMemo(() => fingerprint(meta, state), [meta, state]);
  const isChanged = stored !== now || isTyping(state);
  const leaving = useLeaving(meta.doctype, state, isChanged);
  const dirty = !leaving.isLeaving && isChanged;
  useUnsavedGuard(dirty);
  const kept = useKept({ meta, id: id ?? null, state, dirty, intentions });
  /** The question that is asked is about the kept text. */
  const isOfKept = useRef(false);

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

  function refuse(problem: Problem, command: DocumentCommand, sent: SentRows | undefined) {
    if (problem.code === 'schema-changed') void client.invalidateQueries({ queryKey: queryKeys.meta(meta.doctype) });
    show(problem, command, sent);
  }

  /** Somebody else saved first. What only one of the two changed is merged; null where the user has to look first. */
  async function mergeWith({ theirs, problem, isSave }: Overtaken, command: DocumentCommand): Promise<FormState | null> {
    const met = await stale.meet(latest.current, theirs, isSave).catch(() => null);
    if (!met) show(problem, command);
    if (!met?.state) return null;
    rebase(met.state);
    overtaken.current = met.taken;
    return met.goesOn ? met.state : null;
  }

  /** Goes on from another version of the document. */
  function rebase(next: FormState) {
    if (next.base) client.setQueryData(queryKeys.document(meta.doctype, next.base.id), next.base);
    latest.current = next;
    dispatch({ type: 'load', state: next });
  }

  async function write(command: DocumentCommand, base: Document | null, body: object): Promise<Document | null> {
    const key = intentions.keyFor(`${command} ${base?.id} ${base?.revision} ${JSON.stringify(body)}`);
    kept.sending();
    if (command === 'save') return base ? writes.save(base, body, key) : writes.create(body, key);
    if (!base) return null;
    if (command === 'delete') return writes.remove(base).then(() => null);
    return writes.transition(base, command, key);
  }

  const addressOf = (document: Document) => `${basePath}/${encodeURIComponent(document.id)}`;

  /** Does it, once; true when it took effect. Submitting what has unsaved changes saves them first. */
  async function run(command: DocumentCommand, from: FormState = state): Promise<boolean> {
    if (running.current || leaving.isLeaving) return false;
    const missing = command === 'submit' ? missingForSubmit(meta, from) : [];
    if (missing.length > 0) {
      show(incomplete(missing), command, toBody(meta, from).sent);
      return false;
    }
    running.current = true;
    setBusy(command);
    setFailure(null);
    stale.clear();
    isOfKept.current = false;
    overtaken.current = '';
    try {
      let working: FormState | null = from;
      // Several people may save faster than one; each round merges what the last one did.
      for (let round = 1; working && round <= ROUNDS; round += 1) {
        const outcome = await attempt(command, working);
        if (typeof outcome === 'boolean') return outcome;
        working = await mergeWith(outcome, command);
        if (working && round === ROUNDS) show(outcome.problem, command);
      }
      return false;
    } finally {
      running.current = false;
      setBusy(null);
    }
  }

  /** One try: whether it took effect, or the version that somebody else saved meanwhile. */
  async function attempt(command: DocumentCommand, from: FormState): Promise<boolean | Overtaken> {
    const { body, sent } = toBody(meta, from);
    let rows: SentRows | undefined = sent;
    let base = from.base;
    const created = base === null;
    try {
      if (command === 'submit' && (base === null || dirty)) {
        base = await write('save', base, body);
        if (base) dispatch({ type: 'load', state: initialState(meta, base), sent: from });
        rows = undefined;
      }
      const result = await write(command, base, body);
      intentions.done();
      kept.saved(command === 'submit' || command === 'delete');
      if (result && command !== 'amend')
        dispatch({ type: 'load', state: initialState(meta, result), sent: command === 'save' ? from : undefined });
      const detail = overtaken.current;
      notify({ kind: 'success', title: `${result?.id ?? base?.id ?? meta.label} ${done[command]}`, ...(detail ? { detail } : {}) });
      if (command === 'delete') {
        setGone(true);
        leaving.leave(basePath);
      } else if (result && command === 'amend') leaving.leave(addressOf(result));
      else if (result && created) leaving.leave(addressOf(result), result.id);
      return true;
    } catch (error) {
      const problem = problemOf(error);
      const theirs = problem.code === 'stale' ? documentSchema.safeParse(problem.current) : null;
      if (created && base) {
        // The document exists by now.
        leaveBehind(client, meta.doctype, base.id, { refusal: { problem, command } });
        leaving.leave(addressOf(base), base.id);
      } else if (theirs?.success) return { theirs: theirs.data, problem, isSave: command === 'save' };
      else refuse(problem, command, rows);
      return false;
    }
  }

  /** The text that the browser kept comes into the form, merged with what others saved since; what was typed here since stays. */
  async function takeUp() {
    if (!kept.offer) return;
    const mine = formOf(meta, kept.offer);
    const base = latest.current.base;
    let next: FormState = { ...mine, base };
    if (base && mine.base && mine.base.revision !== base.revision) {
      const met = await stale.meet(mine, base, false).catch(() => null);
      isOfKept.current = met?.state === null;
      if (!met?.state) return;
      next = met.state;
    }
    if (dirty) {
      const { mergeEdits } = await loadKeeping();
      next = mergeEdits(meta, { base: initialState(meta, base, given), mine: latest.current, theirs: next }).decide(new Set());
    }
    kept.taken();
    rebase(typedOn(meta, next));
  }

  return {
    state,
    dispatch,
    dirty,
    busy,
    failure,
    stale,
    run,
    kept: { offer: kept.offer, isTrouble: kept.isTrouble && dirty, takeUp, drop: kept.drop },
    cursor: left.focus ?? null,
    /** The conflicts are decided: a save goes on, anything else is looked over first. */
    decide(theirs: ReadonlySet<string>) {
      const decided = stale.decide(theirs);
      if (!decided) return;
      if (isOfKept.current) kept.taken();
      rebase(isOfKept.current ? typedOn(meta, decided.state) : decided.state);
      if (decided.goesOn) void run('save', decided.state);
    },
    /** Nothing of mine is wanted any more. */
    dropMine() {
      if (isOfKept.current) kept.drop();
      else if (stale.asked) rebase(initialState(meta, stale.asked.theirs));
      stale.clear();
    },
  };
}
