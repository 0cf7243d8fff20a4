import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';
import { Checkbox, Field, Text, YStack } from '@business-m/ui';
import { type ReactNode, useId, useState } from 'react';
import { offerOf } from '../api/offer.ts';
import { FieldControl } from '../field/field-control.tsx';
import { FieldText } from '../field/field-text.tsx';
import { headingOf } from '../format/format-field.ts';
import { fieldRules } from '../state/form-body.ts';
import type { FormAction, FormState } from '../state/form-state.ts';

interface FormFieldProps {
  meta: DocTypeMeta;
  field: FieldMeta;
  state: FormState;
  editable: boolean;
  autoFocus: boolean;
  dispatch(action: FormAction): void;
}

export function FormField({ meta, field, state, editable, autoFocus, dispatch }: FormFieldProps) {
  const { help, name } = field;
  const label = headingOf(field);
  const value = state.values[name];
  // What the field itself says of its text is more precise than what the service can.
  const [unread, onUnread] = useState<string | null>(null);
  const error = unread ?? state.errors[name];
  const onChange = (next: unknown) => dispatch({ type: 'set', field: name, value: next });
  const onTyping = (text: string | null) => dispatch({ type: 'typing', field: name, text });
  if (!editable || field.readOnly || (field.setOnce && state.base !== null)) {
    return (
      <ReadField label={label} error={error}>
        <FieldText field={field} value={field.readOnly ? state.base?.[name] : value} />
      </ReadField>
    );
  }
  if (field.type === 'bool') return <CheckField {...{ label, help, error, autoFocus, onChange }} value={value === true} />;
  const tree = meta.treeField === name && state.base ? { id: state.base.id, parent: name } : undefined;
  const offer = offerOf(field, state.values, tree);
  return (
    <Field label={label} help={help} error={error ?? null} required={fieldRules(field, state.values).required}>
      {(aria) => (
        <FieldControl {...aria} {...{ field, value, offer, autoFocus, onChange, onTyping, onUnread }} typing={state.typing?.[name]} />
      )}
    </Field>
  );
}

interface CheckFieldProps {
  label: string;
  help: string | undefined;
  error: string | undefined;
  value: boolean;
  onChange(value: boolean): void;
  autoFocus: boolean;
}

function CheckField({ label, help, error, ...control }: CheckFieldProps) {
  const noteId = useId();
  const note = error ?? help;
  return (
    <div className="desk-check-field">
      <Checkbox {...control} {...(note ? { 'aria-describedby': noteId } : {})} {...(error ? { 'aria-invalid': true } : {})}>
        {label}
      </Checkbox>
      {note && (
        <div id={noteId} className={error ? 'desk-note is-error' : 'desk-note'}>
          {note}
        </div>
      )}
    </div>
  );
}

/** At the height of an input, so that a form keeps its shape when it is submitted. */
function ReadField({ label, error, children }: { label: string; error: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <YStack gap="$1" role="group" aria-labelledby={id} minWidth={0}>
      <Text id={id} size="small" tone="muted" weight="medium">
        {label}
      </Text>
      <div style={{ minHeight: 32, display: 'flex', alignItems: 'center', overflowWrap: 'anywhere' }}>
        <span style={{ minWidth: 0 }}>{children}</span>
      </div>
      {error && (
        <Text tone="danger" size="small">
          {error}
        </Text>
      )}
    </YStack>
  );
}
