import { Button, Callout } from '@business-m/ui';
import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';

/** Said while nobody can confirm who is at the desk: the gateway is away, and what the desk shows may be old. */
export function SessionNotice() {
  const { session } = useDesk();
  const state = useSyncExternalStore(session.subscribe, session.getState);
  if (state.status !== 'unverified') return null;
  return (
    <div className="shell-notice">
      <Callout
        tone="warning"
        title="The desk's server does not answer"
        action={
          <Button size="small" icon="refresh" onPress={() => void session.ask()}>
            Try again
          </Button>
        }
      >
        You can look around, but data may be missing and nothing can be saved. {state.detail}
      </Callout>
    </div>
  );
}
