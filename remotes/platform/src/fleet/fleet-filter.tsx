import { formatCount, useSearchState, useTypedText } from '@business-m/documents';
import { Field, SelectInput, Text, TextInput, Toolbar } from '@business-m/ui';
import { stateChoices } from './select-rows.ts';

/** Filters remotes by name, team, version and state, kept in the address. */
export function FleetFilter({ shown, all }: { shown: number | undefined; all: number | undefined }) {
  const search = useSearchState();
  const find = (text: string) => search.set({ q: text.trim(), page: '' });
  const { typed, onChange } = useTypedText(search.get('q'), find);
  const type = (text: string) => {
    onChange(text);
    find(text);
  };
  return (
    <Toolbar
      end={
        shown !== undefined &&
        all !== undefined && (
          <Text tone="muted" size="small" numeric role="status">
            {shown === all ? `${formatCount(all)} remotes` : `${formatCount(shown)} of ${formatCount(all)} remotes`}
          </Text>
        )
      }
    >
      <Field label="Find a remote" hideLabel>
        {(aria) => (
          <TextInput {...aria} type="search" size="small" icon="search" placeholder="Name, team, version" value={typed} onChange={type} />
        )}
      </Field>
      <Field label="State" hideLabel>
        {(aria) => (
          <SelectInput
            {...aria}
            size="small"
            placeholder="All states"
            value={search.get('state')}
            onChange={(state) => search.set({ state, page: '' })}
            options={stateChoices}
          />
        )}
      </Field>
    </Toolbar>
  );
}
