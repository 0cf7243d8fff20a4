import type { Problem } from '@business-m/metadata';
import { isAway } from '@business-m/sdk';
import { Button, Callout } from '@business-m/ui';

export interface FailureCalloutProps {
  problem: Problem;
  general: readonly string[];
  busy: boolean;
  onRetry(): void;
}

const mayWorkAgain = (problem: Problem) => isAway(problem) || problem.status >= 500 || problem.code === 'bad-answer';

/** Why a command failed; when the same may work later, a button to try again. */
export function FailureCallout({ problem, general, busy, onRetry }: FailureCalloutProps) {
  const again = mayWorkAgain(problem);
  return (
    <div role="alert">
      <Callout
        tone={again ? 'warning' : 'danger'}
        title={problem.detail}
        action={
          again ? (
            <Button size="small" icon="refresh" busy={busy} onPress={onRetry}>
              Try again
            </Button>
          ) : undefined
        }
      >
        {again ? 'Nothing you typed is lost.' : general.length > 0 && general.map((message) => <div key={message}>{message}</div>)}
      </Callout>
    </div>
  );
}
