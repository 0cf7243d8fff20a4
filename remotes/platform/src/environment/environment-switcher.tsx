import { useSearchState } from '@business-m/documents';
import { Field, SelectInput } from '@business-m/ui';
import type { EnvironmentChoice } from './use-environment-choice.ts';

/** Which environment one looks at; the one that this desk itself comes from is marked. */
export function EnvironmentSwitcher({ choice: { list, environment } }: { choice: EnvironmentChoice }) {
  const search = useSearchState();
  return (
    <div className="platform-switcher">
      <Field label="Environment" hideLabel>
        {(aria) => (
          <SelectInput
            {...aria}
            value={environment.name}
            onChange={(name) => search.set({ env: name === list.serving ? '' : name, page: '' })}
            options={list.environments.map(({ name }) => ({ value: name, label: name === list.serving ? `${name} · here` : name }))}
          />
        )}
      </Field>
    </div>
  );
}
