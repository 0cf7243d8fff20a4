import type { Problem } from '@business-m/metadata';
import { Button, Callout } from '@business-m/ui';
import type { SearchState } from './use-search-state.ts';

/** Above a list or report whose address asks for what there is not; below it stays what was shown last. */
export function RefusedQuery({ problem, state }: { problem: Problem; state: SearchState }) {
  return (
    <Callout
      tone="danger"
      title={problem.detail}
      action={
        <Button size="small" onPress={state.clear}>
          Show all
        </Button>
      }
    />
  );
}
