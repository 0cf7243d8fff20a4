import { SearchBox, useTypedText } from '@business-m/documents';
import { TextInput, Toolbar } from '@business-m/ui';

/** A document's number, typed or from the address; empty: everything. Enter and leaving the field look it up. */
export function MessageFilter({ value, onCommit }: { value: string; onCommit(value: string): void }) {
  const { typed, onChange, commit } = useTypedText(value, onCommit);
  return (
    <Toolbar>
      <SearchBox>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            commit();
          }}
        >
          <TextInput
            type="search"
            size="small"
            aria-label="Document number"
            placeholder="Document number"
            value={typed}
            onChange={onChange}
            onBlur={commit}
          />
        </form>
      </SearchBox>
    </Toolbar>
  );
}
