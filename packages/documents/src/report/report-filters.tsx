import { DateInput, Field, SelectInput } from '@business-m/ui';
import { useState } from 'react';
import { LinkPicker } from '../field/link-picker.tsx';
import type { SearchState } from '../page/use-search-state.ts';
import { periodsAround } from './periods.ts';

export interface PeriodFilterProps {
  state: SearchState;
  /** The period the server answered for; shown while the URL names none. */
  shown: { from: string; to: string } | undefined;
}

/** `from` and `to` in the page's URL, by their days or by name. */
export function PeriodFilter({ state, shown }: PeriodFilterProps) {
  const from = state.get('from') || shown?.from || '';
  const to = state.get('to') || shown?.to || '';
  const periods = periodsAround();
  const named = periods.find((period) => period.from === from && period.to === to);
  return (
    <>
      <Field label="Period">
        {(aria) => (
          <SelectInput
            {...aria}
            size="small"
            value={named?.value ?? ''}
            placeholder={named ? undefined : 'Own choice'}
            options={periods.map(({ value, label }) => ({ value, label }))}
            onChange={(value) => {
              const period = periods.find((candidate) => candidate.value === value);
              if (period) state.set({ from: period.from, to: period.to });
            }}
          />
        )}
      </Field>
      <DayFilter label="From" value={from} max={to} onChange={(value) => state.set({ from: value, to })} />
      <DayFilter label="To" value={to} min={from} onChange={(value) => state.set({ from, to: value })} />
    </>
  );
}

interface DayFilterProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange(value: string): void;
}

/** A day that takes effect once it is entered whole; what is wrong with it is said, and what the report shows stays. */
function DayFilter({ label, value, min, max, onChange }: DayFilterProps) {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <Field label={label} error={trouble}>
      {(aria) => <DateInput {...aria} size="small" value={value} min={min} max={max} onChange={onChange} onTrouble={setTrouble} />}
    </Field>
  );
}

export interface LinkFilterProps {
  state: SearchState;
  /** The parameter in the URL. */
  name: string;
  label: string;
  /** The DocType picked from. */
  to: string;
  placeholder?: string;
}

/** A document a report is narrowed to, kept in the page's URL. */
export function LinkFilter({ state, name, label, to, placeholder = 'Any' }: LinkFilterProps) {
  return (
    <Field label={label}>
      {(aria) => (
        <LinkPicker
          {...aria}
          size="small"
          field={{ to, label }}
          value={state.get(name)}
          placeholder={placeholder}
          onChange={(value) => state.set({ [name]: value })}
        />
      )}
    </Field>
  );
}
