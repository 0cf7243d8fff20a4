import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Callout, Page, Text, View, XStack, YStack } from '@business-m/ui';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { DocumentCommand } from '../api/document-writes.ts';
import type { FormState } from '../state/form-state.ts';
import { missingForSubmit } from '../state/missing.ts';
import { useLatest } from '../table/steady.ts';
import type { TableOptions } from '../table/table-options.ts';
import { FailureCallout } from './failure-callout.tsx';
import { farDays } from './far-days.ts';
import { restoreFocus } from './focus-mark.ts';
import { commandsFor } from './form-actions.tsx';
import { FormHeader } from './form-header.tsx';
import { FormSection } from './form-section.tsx';
import type { FormSlots, FormView } from './form-view.ts';
import { History } from './history.tsx';
import { LikeNamed } from './like-named.tsx';
import { rowsAtFault } from './rows-at-fault.ts';
import { useForm } from './use-form.ts';
import { loadKeeping } from './use-kept.ts';

const StaleDialog = lazy(async () => ({ default: (await loadKeeping()).StaleDialog }));

const KeptOffer = lazy(async () => ({ default: (await loadKeeping()).KeptOffer }));

/** The same from drawing to drawing. */
const noTables: Readonly<Record<string, TableOptions>> = {};
const noneHidden: readonly string[] = [];

export interface FormScreenProps {
  meta: DocTypeMeta;
  doc: Document | null;
  given?: Record<string, unknown> | undefined;
  basePath: string;
  slots: FormSlots;
}

export function FormScreen({ meta, doc, given, basePath, slots }: FormScreenProps) {
  const form = useForm({ meta, doc, given, basePath });
  const { state, dispatch, dirty, busy, failure, stale, kept } = form;
  const commands = commandsFor(meta, state.base);
  const editable = commands.has('save');
  const root = useRef<HTMLDivElement>(null);
  const findFarDays = useLatest(() => farDays(meta, state));
  const onRun = useLatest((command: DocumentCommand) => void form.run(command));
  const view: FormView = {
    meta,
    doc: state.base,
    values: state.values,
    rows: (table) => (state.tables[table] ?? []).map((row) => row.values),
    dirty,
    editable,
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (editable && (dirty || state.base === null)) void form.run('save');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  // Typing goes on while the first save of a new document is under way.
  useEffect(() => {
    if (form.cursor && root.current) restoreFocus(root.current, form.cursor);
  }, [form.cursor]);

  // The first invalid input gets the cursor.
  useEffect(() => {
    if (failure)
      root.current
        ?.querySelector<HTMLElement>('input[aria-invalid="true"], select[aria-invalid="true"], textarea[aria-invalid="true"]')
        ?.focus();
  }, [failure]);

  // The focused button or field is gone after a change of status: the title takes the focus.
  const status = state.base?.status;
  const drawn = useRef(status);
  useEffect(() => {
    const heading = root.current?.querySelector('h1');
    const changed = drawn.current !== status;
    drawn.current = status;
    if (!changed || !heading || document.activeElement !== document.body) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [status]);

  const panel = slots.panel?.(view);
  const tables = (typeof slots.tables === 'function' ? slots.tables(view) : slots.tables) ?? noTables;
  return (
    <Page width={panel ? 'wide' : 'form'}>
      <div ref={root}>
        <YStack gap="$4">
          <FormHeader
            meta={meta}
            doc={state.base}
            basePath={basePath}
            dirty={dirty}
            busy={busy}
            submitBlocked={slots.submitBlocked?.(view) ?? null}
            farDays={findFarDays}
            onRun={onRun}
          >
            {slots.actions?.(view)}
          </FormHeader>
          {failure && (
            <FailureCallout
              problem={failure.problem}
              general={[...rowsAtFault(meta, state), ...state.general]}
              busy={busy !== null}
              onRetry={() => void form.run(failure.command)}
            />
          )}
          {kept.offer && (
            <Suspense>
              <KeptOffer entry={kept.offer} label={meta.label.toLowerCase()} onTake={() => void kept.takeUp()} onDrop={kept.drop} />
            </Suspense>
          )}
          {stale.notice && <Callout title={stale.notice} />}
          {slots.notice?.(view)}
          {editable && <LikeNamed meta={meta} doc={state.base} values={state.values} basePath={basePath} />}
          <XStack flexWrap="wrap" gap="$4" alignItems="flex-start">
            <YStack gap="$4" flexGrow={1} flexShrink={1} flexBasis={480} minWidth={0} maxWidth="100%">
              {meta.layout.map((section, index) => (
                <FormSection
                  key={section.section}
                  meta={meta}
                  section={section}
                  state={state}
                  editable={editable}
                  hidden={slots.hidden ?? noneHidden}
                  tables={tables}
                  first={index === 0}
                  dispatch={dispatch}
                />
              ))}
              {slots.footer?.(view)}
              {commands.has('submit') && (dirty || state.base) && <StillMissing meta={meta} state={state} />}
              {kept.isTrouble && (
                <Text tone="muted" size="small">
                  This browser keeps no copy of what you type here: its storage is full or blocked. Save now and then.
                </Text>
              )}
              {state.base && <History meta={meta} doc={state.base} basePath={basePath} />}
            </YStack>
            {panel && (
              <View flexGrow={0} flexShrink={0} flexBasis={320} minWidth={0} maxWidth="100%">
                {panel}
              </View>
            )}
          </XStack>
        </YStack>
      </div>
      {stale.asked && (
        <Suspense>
          <StaleDialog meta={meta} stale={stale.asked} onDecide={form.decide} onDrop={form.dropMine} onClose={stale.clear} />
        </Suspense>
      )}
    </Page>
  );
}

const NAMED_MAX = 6;

/** A draft may be saved as it is; this is what its submit waits for. */
function StillMissing({ meta, state }: { meta: DocTypeMeta; state: FormState }) {
  const missing = missingForSubmit(meta, state);
  if (missing.length === 0) return null;
  const named = missing.slice(0, NAMED_MAX).map(({ place }) => place);
  return (
    <Text tone="muted" size="small">
      Still missing for submit: {named.join(', ')}
      {missing.length > NAMED_MAX && ` and ${missing.length - NAMED_MAX} more`}
    </Text>
  );
}
