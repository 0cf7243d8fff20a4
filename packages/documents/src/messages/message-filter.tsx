import { TextInput, Toolbar, View } from '@business-m/ui';
import { useState } from 'react';

/** A document's number, typed or from the address; empty: everything. Enter and leaving the field look it up. */
export function MessageFilter({ value, onCommit }: { value: string; onCommit(value: string): void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const commit = () => typed.trim() !== value && onCommit(typed.trim());
  return (
    <Toolbar>
      <View className="desk-search" width={260} maxWidth="100%">
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
            onChange={setTyped}
            onBlur={commit}
          />
        </form>
      </View>
    </Toolbar>
  );
}
