import { Field } from '@business-m/ui';
import { LinkPicker } from '../form/link-picker.tsx';
import type { SearchState } from '../list/use-search-state.ts';

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
