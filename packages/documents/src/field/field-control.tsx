import type { RowFieldMeta } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';
import { Checkbox, type ControlAria, DateInput, NumberInput, SelectInput, TextArea, TextInput } from '@business-m/ui';
import type { Offer } from '../api/offer.ts';
import { currencyOf, decimalsOf, shownDecimalsOf } from '../format/format-field.ts';
import { LinkPicker } from './link-picker.tsx';

export interface FieldControlProps extends ControlAria {
  field: RowFieldMeta;
  value: unknown;
  onChange(value: unknown): void;
  /** Text that stands in it and is not meant yet. */
  typing?: string | undefined;
  onTyping?(text: string | null): void;
  /** Told why the text of a day that was left is none. */
  onUnread?(trouble: string | null): void;
  /** Of a link: what the document around it leaves. */
  offer?: Offer | undefined;
  disabled?: boolean;
  autoFocus?: boolean;
  bare?: boolean;
}

const inputType = { email: 'email', phone: 'tel' } as const;

/** The input for a field's type. Values are text, but a bool's. */
export function FieldControl({ field, value, onChange, typing, onTyping, onUnread, offer, ...rest }: FieldControlProps) {
  const text = value === null || value === undefined ? '' : String(value);
  const control = { ...rest, value: text, onChange };
  switch (field.type) {
    case 'bool':
      return <Checkbox {...rest} value={value === true} onChange={onChange} />;
    case 'int':
      return <NumberInput {...control} maxDecimals={0} negative={field.min === undefined || field.min.startsWith('-')} />;
    case 'decimal':
    case 'money':
      return (
        <NumberInput
          {...control}
          minDecimals={field.type === 'money' ? shownDecimalsOf(field) : 0}
          maxDecimals={decimalsOf(field)}
          currency={currencyOf(field)}
          negative={field.min === undefined || field.min.startsWith('-')}
        />
      );
    case 'date':
      return <DateInput {...control} {...{ typing, onTyping, onUnread }} today={companyToday()} />;
    case 'select':
      return <SelectInput {...control} options={field.options ?? []} placeholder={field.required && text !== '' ? undefined : ''} />;
    case 'link':
      return <LinkPicker {...control} {...{ field, offer }} />;
    case 'longtext':
      return <TextArea {...control} maxLength={field.maxLength} />;
    default:
      return <TextInput {...control} type={inputType[field.name as keyof typeof inputType] ?? 'text'} maxLength={field.maxLength} />;
  }
}
