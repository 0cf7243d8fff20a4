import { companyToday } from '@business-m/sdk';
import { DateInput, Field, isDay, printDate, SelectInput } from '@business-m/ui';
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
  const troubles = { from: troubleOf(from), to: troubleOf(to) };
  const isTurned = !troubles.from && !troubles.to && from !== '' && to !== '' && from > to;
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
      <DayFilter
        label="From"
        value={from}
        max={troubles.to ? '' : to}
        wrong={troubles.from ?? (isTurned ? `From is after To, ${printDate(to)}.` : null)}
        onChange={(value) => state.set({ from: value, to })}
      />
      <DayFilter
        label="To"
        value={to}
        min={troubles.from ? '' : from}
        wrong={troubles.to}
        onChange={(value) => state.set({ from, to: value })}
      />
    </>
  );
}

interface DayFilterProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  /** What is wrong with it as it stands in the address. */
  wrong: string | null;
  onChange(value: string): void;
}

const troubleOf = (text: string) => (text === '' || isDay(text) ? null : `“${text.slice(0, 40)}” is not a date.`);

/** A day that takes effect once it is entered whole; what is wrong with it is said, and what the report shows stays. */
function DayFilter({ label, value, min, max, wrong, onChange }: DayFilterProps) {
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <Field label={label} error={trouble ?? wrong}>
      {(aria) => (
        <DateInput
          {...aria}
          size="small"
          today={companyToday()}
          value={value}
          min={min}
          max={max}
          onChange={onChange}
          onTrouble={setTrouble}
        />
      )}
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
