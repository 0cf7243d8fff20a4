import type { RowFieldMeta } from '@business-m/metadata';
import { Combobox, type ControlAria } from '@business-m/ui';
import { useState } from 'react';
import { linkLabel, useLinkOptions, useLinkTitle } from '../api/link-options.ts';
import type { Offer } from '../api/offer.ts';
import { useSettled } from './typing.ts';

const SEARCH_AFTER_MS = 180;

export interface LinkPickerProps extends ControlAria {
  field: Pick<RowFieldMeta, 'to' | 'linkFilter' | 'linkExcept' | 'label'>;
  value: string;
  /** What the document around it leaves of them. */
  offer?: Offer | undefined;
  onChange(value: string): void;
  disabled?: boolean;
  autoFocus?: boolean;
  bare?: boolean;
  size?: 'small' | 'medium';
  placeholder?: string;
}

/** Picks a document of the field's DocType by id or title, searched by the server. */
export function LinkPicker({ field, value, offer, onChange, placeholder, ...rest }: LinkPickerProps) {
  const [query, setQuery] = useState('');
  const asked = useSettled(query, SEARCH_AFTER_MS);
  const { options, loading, away } = useLinkOptions(field, query, asked, offer);
  const title = useLinkTitle(field, value === '' ? null : value);
  return (
    <Combobox
      {...rest}
      value={value}
      valueLabel={value === '' ? '' : linkLabel(value, title)}
      options={options}
      query={query}
      onQuery={setQuery}
      onChange={onChange}
      loading={loading}
      placeholder={placeholder}
      emptyText={away ? 'Not available at the moment' : 'Nothing found'}
    />
  );
}
