import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';
import { Button, DateInput, Field, SelectInput, TextInput, Toolbar } from '@business-m/ui';
import { useEffect, useState } from 'react';
import { LinkPicker } from '../form/link-picker.tsx';
import { useSettled } from '../form/use-settled.ts';
import type { SearchState } from './use-search-state.ts';

const TYPING_PAUSE_MS = 250;

const statusField: FieldMeta = {
  name: 'status',
  label: 'Status',
  type: 'select',
  options: [
    { value: 'draft', label: 'Draft' },
    { value: 'submitted', label: 'Submitted' },
    { value: 'cancelled', label: 'Cancelled' },
  ],
};

/** The fields a list can be filtered by. */
export function filterFields(meta: DocTypeMeta): FieldMeta[] {
  const own = meta.fields.filter((field) => field.list?.filter && field.type !== 'table');
  return meta.submittable ? [statusField, ...own] : own;
}

/** A text that is typed freely and reaches the URL once typing pauses; Enter and leaving the field do it at once. */
export function SearchText({
  value,
  onCommit,
  label,
  placeholder,
  type,
}: {
  value: string;
  onCommit(value: string): void;
  label: string;
  placeholder?: string;
  type?: 'search' | 'text';
}) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (value.trim() !== typed.trim()) setTyped(value);
  }
  const settled = useSettled(typed, TYPING_PAUSE_MS);
  useEffect(() => {
    if (settled === typed && settled.trim() !== value.trim()) onCommit(settled.trim());
  }, [settled, typed, value, onCommit]);
  return (
    <TextInput
      type={type ?? 'text'}
      size="small"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      onBlur={() => onCommit(typed.trim())}
    />
  );
}

/** One filter per filterable field; each change goes into the page's URL. */
export function ListFilters({ fields, state }: { fields: readonly FieldMeta[]; state: SearchState }) {
  const active = fields.filter((field) => state.get(field.name) !== '');
  return (
    <Toolbar>
      {fields.map((field) => (
        <Field key={field.name} label={field.label}>
          {(aria) => (
            <FilterControl {...aria} field={field} value={state.get(field.name)} onChange={(value) => state.set({ [field.name]: value })} />
          )}
        </Field>
      ))}
      {active.length > 0 && (
        <Button
          size="small"
          variant="quiet"
          icon="x"
          onPress={() => state.set(Object.fromEntries(fields.map((field) => [field.name, ''])))}
        >
          Clear filters
        </Button>
      )}
    </Toolbar>
  );
}

interface FilterControlProps {
  id: string;
  field: FieldMeta;
  value: string;
  onChange(value: string): void;
}

function FilterControl({ id, field, value, onChange }: FilterControlProps) {
  const control = { id, value, onChange, size: 'small' as const };
  switch (field.type) {
    case 'select':
      return <SelectInput {...control} options={field.options ?? []} placeholder="Any" />;
    case 'bool':
      return (
        <SelectInput
          {...control}
          options={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          placeholder="Any"
        />
      );
    case 'link':
      return <LinkPicker {...control} field={{ to: field.to, label: field.label }} placeholder="Any" />;
    case 'date':
      return <DateInput {...control} />;
    default:
      return <TypedFilter {...control} />;
  }
}

function TypedFilter({ id, value, onChange }: { id: string; value: string; onChange(value: string): void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const settled = useSettled(typed, TYPING_PAUSE_MS * 2);
  useEffect(() => {
    if (settled === typed && settled.trim() !== value.trim()) onChange(settled.trim());
  }, [settled, typed, value, onChange]);
  return <TextInput id={id} size="small" value={typed} onChange={setTyped} placeholder="Exactly" />;
}
