import { SearchBox, useTypedText } from '@business-m/documents';
import { TextInput, Toolbar } from '@business-m/ui';

/** Filters by a document's number, on Enter or when the field is left. */
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
