import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Callout, Page, PageHeader, Text, View, XStack, YStack } from '@business-m/ui';
import { useEffect, useMemo, useRef } from 'react';
import { formatDateTime } from '../format/format-date.ts';
import { commandsFor, FormActions } from './form-actions.tsx';
import { toBody } from './form-body.ts';
import { FormSection } from './form-section.tsx';
import type { FormSlots, FormView } from './form-view.ts';
import { StaleDialog } from './stale-dialog.tsx';
import { StatusBadge } from './status-badge.tsx';
import { useForm } from './use-form.ts';

export interface FormScreenProps {
  meta: DocTypeMeta;
  doc: Document | null;
  given?: Record<string, unknown> | undefined;
  basePath: string;
  slots: FormSlots;
}

/** A form whose metadata and document are here. */
export function FormScreen({ meta, doc, given, basePath, slots }: FormScreenProps) {
  const form = useForm({ meta, doc, given, basePath });
  const { state, dispatch, dirty, busy, problem } = form;
  const commands = commandsFor(meta, state.base);
  const editable = commands.has('save');
  const root = useRef<HTMLDivElement>(null);
  const view: FormView = {
    meta,
    doc: state.base,
    values: state.values,
    rows: (table) => (state.tables[table] ?? []).map((row) => row.values),
    dirty,
    editable,
  };
  const mine = useMemo(() => (form.stale ? toBody(meta, state).body : {}), [form.stale, meta, state]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (editable && (dirty || state.base === null)) void form.run('save');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  // The first thing to mend gets the cursor.
  useEffect(() => {
    if (problem)
      root.current
        ?.querySelector<HTMLElement>('input[aria-invalid="true"], select[aria-invalid="true"], textarea[aria-invalid="true"]')
        ?.focus();
  }, [problem]);

  const title = titleFor(meta, state.base);
  const panel = slots.panel?.(view);
  const tables = (typeof slots.tables === 'function' ? slots.tables(view) : slots.tables) ?? {};
  return (
    <Page width={panel ? 'wide' : 'form'}>
      <div ref={root}>
        <YStack gap="$4">
          <PageHeader
            title={title}
            subtitle={state.base && title !== state.base.id ? state.base.id : undefined}
            badge={state.base ? <StatusBadge status={state.base.status} /> : undefined}
            back={{ href: basePath, label: meta.labelPlural }}
            actions={
              <FormActions
                meta={meta}
                doc={state.base}
                dirty={dirty}
                busy={busy}
                submitBlocked={slots.submitBlocked?.(view) ?? null}
                onRun={(command) => void form.run(command)}
              >
                {slots.actions?.(view)}
              </FormActions>
            }
          />
          {problem && (
            <Callout tone="danger" title={problem.detail}>
              {state.general.length > 0 && state.general.map((message) => <Text key={message}>{message}</Text>)}
            </Callout>
          )}
          {slots.notice?.(view)}
          <XStack flexWrap="wrap" gap="$4" alignItems="flex-start">
            <YStack gap="$4" flexGrow={1} flexShrink={1} flexBasis={480} minWidth={0} maxWidth="100%">
              {meta.layout.map((section, index) => (
                <FormSection
                  key={section.section}
                  meta={meta}
                  section={section}
                  state={state}
                  editable={editable}
                  hidden={slots.hidden ?? []}
                  tables={tables}
                  first={index === 0}
                  dispatch={dispatch}
                />
              ))}
              {slots.footer?.(view)}
              {state.base && <History doc={state.base} />}
            </YStack>
            {panel && (
              <View flexGrow={0} flexShrink={0} flexBasis={320} minWidth={0} maxWidth="100%">
                {panel}
              </View>
            )}
          </XStack>
        </YStack>
      </div>
      <StaleDialog
        meta={meta}
        mine={mine}
        theirs={form.stale}
        onTakeTheirs={form.takeTheirs}
        onKeepMine={form.keepMine}
        onClose={form.closeStale}
      />
    </Page>
  );
}

function titleFor(meta: DocTypeMeta, doc: Document | null): string {
  if (!doc) return `New ${meta.label.toLowerCase()}`;
  const title = meta.titleField === undefined ? null : doc[meta.titleField];
  return typeof title === 'string' && title !== '' ? title : doc.id;
}

function History({ doc }: { doc: Document }) {
  return (
    <Text tone="muted" size="small">
      Created {formatDateTime(doc.created_at)} by {doc.created_by}
      {doc.revision > 1 && ` · changed ${formatDateTime(doc.modified_at)} by ${doc.modified_by}`}
      {doc.amended_from ? ` · amended from ${doc.amended_from}` : ''}
    </Text>
  );
}
