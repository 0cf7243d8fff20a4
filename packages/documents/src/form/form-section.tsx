import type { DocTypeMeta, FieldMeta } from '@business-m/metadata';
import { Card, Section, View, XStack, YStack } from '@business-m/ui';
import { memo } from 'react';
import { fieldRules } from '../state/form-body.ts';
import type { FormAction, FormState } from '../state/form-state.ts';
import { EditableTable } from '../table/editable-table.tsx';
import type { TableOptions } from '../table/table-options.ts';
import { FormField } from './form-field.tsx';

export interface FormSectionProps {
  meta: DocTypeMeta;
  section: DocTypeMeta['layout'][number];
  state: FormState;
  editable: boolean;
  hidden: readonly string[];
  tables: Readonly<Record<string, TableOptions>>;
  first: boolean;
  dispatch(action: FormAction): void;
}

/** Whether `section` shows the same of both. */
function sameIn(section: FormSectionProps['section'], a: FormState, b: FormState): boolean {
  const names = section.columns.flat();
  const sameAround = a.values === b.values && a.errors === b.errors && a.typing === b.typing && a.base === b.base;
  return sameAround && names.every((name) => a.tables[name] === b.tables[name]);
}

/** Memoised: typing into a table draws that table alone. */
export const FormSection = memo(
  DrawnSection,
  ({ state: before, ...was }, { state, ...is }) =>
    sameIn(is.section, before, state) && Object.entries(is).every(([name, value]) => was[name as keyof typeof was] === value),
);

function DrawnSection({ meta, section, state, editable, hidden, tables, first, dispatch }: FormSectionProps) {
  const shown = (name: string): FieldMeta[] => {
    const field = meta.fields.find((candidate) => candidate.name === name);
    if (!field || hidden.includes(name) || !fieldRules(field, state.values).visible) return [];
    return field.readOnly && state.base === null ? [] : [field];
  };
  const columns = section.columns.map((names) => names.flatMap(shown)).filter((fields) => fields.length > 0);
  if (columns.length === 0) return null;
  const table = columns.flat().find((field) => field.type === 'table');
  const start = first && state.base === null ? columns[0]?.[0]?.name : undefined;
  if (table) {
    return (
      <Section title={section.section}>
        <Card padding="none">
          <View padding="$0" paddingBottom={editable ? '$3' : '$0'}>
            <EditableTable
              field={table}
              rows={state.tables[table.name] ?? []}
              values={state.values}
              editable={editable}
              error={state.errors[table.name]}
              options={tables[table.name]}
              dispatch={dispatch}
            />
          </View>
        </Card>
      </Section>
    );
  }
  return (
    <Section title={section.section}>
      <Card>
        <XStack flexWrap="wrap" columnGap="$6" rowGap="$4">
          {columns.map((fields) => (
            <YStack
              key={fields.map((field) => field.name).join()}
              gap="$4"
              flexGrow={1}
              flexShrink={1}
              flexBasis={260}
              maxWidth="100%"
              minWidth={0}
            >
              {fields.map((field) => (
                <FormField
                  key={field.name}
                  meta={meta}
                  field={field}
                  state={state}
                  editable={editable}
                  autoFocus={field.name === start}
                  dispatch={dispatch}
                />
              ))}
            </YStack>
          ))}
        </XStack>
      </Card>
    </Section>
  );
}
