import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';
import { Button, type ControlAria, DateInput, Field, SelectInput, TextInput, Toolbar } from '@business-m/ui';
import { useState } from 'react';
import { LinkPicker } from '../field/link-picker.tsx';
import { useTypedText } from '../field/typing.ts';
import type { SearchState } from '../page/use-search-state.ts';

const TYPING_PAUSE_MS = 250;

const yesOrNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

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

export function filterFields(meta: DocTypeMeta): FieldMeta[] {
  const own = meta.fields.filter((field) => field.list?.filter && field.type !== 'table');
  return meta.submittable ? [statusField, ...own] : own;
}

/** Reaches the URL once typing pauses, or when the field is left. */
export function SearchText({ value, onCommit, label }: { value: string; onCommit(value: string): void; label: string }) {
  const { typed, onChange, commit } = useTypedText(value, onCommit, TYPING_PAUSE_MS);
  return <TextInput type="search" size="small" aria-label={label} placeholder="Search" value={typed} onChange={onChange} onBlur={commit} />;
}

export function ListFilters({ fields, state }: { fields: readonly FieldMeta[]; state: SearchState }) {
  const active = fields.filter((field) => state.get(field.name) !== '');
  return (
    <Toolbar>
      {fields.map((field) => (
        <Filter key={field.name} field={field} value={state.get(field.name)} onChange={(value) => state.set({ [field.name]: value })} />
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

interface FilterProps {
  field: FieldMeta;
  value: string;
  onChange(value: string): void;
}

function Filter(props: FilterProps) {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <Field label={props.field.label} error={trouble}>
      {(aria) => <FilterControl {...aria} {...props} onTrouble={setTrouble} />}
    </Field>
  );
}

function FilterControl({ field, onTrouble, ...rest }: FilterProps & ControlAria & { onTrouble(trouble: string | null): void }) {
  const control = { ...rest, size: 'small' as const };
  switch (field.type) {
    case 'select':
    case 'bool':
      return <SelectInput {...control} options={field.type === 'bool' ? yesOrNo : (field.options ?? [])} placeholder="Any" />;
    case 'link':
      return <LinkPicker {...control} field={{ to: field.to, label: field.label }} placeholder="Any" />;
    case 'date':
      return <DateInput {...control} today={companyToday()} onTrouble={onTrouble} />;
    default:
      return <TypedFilter {...control} />;
  }
}

function TypedFilter({ value, onChange, ...rest }: Omit<FilterProps, 'field'> & ControlAria & { size: 'small' }) {
  const text = useTypedText(value, onChange, TYPING_PAUSE_MS * 2);
  return <TextInput {...rest} value={text.typed} onChange={text.onChange} placeholder="Exactly" />;
}
