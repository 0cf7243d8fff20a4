import type { Problem } from '@business-m/metadata';
import { Link } from '@business-m/sdk';
import { Button, EmptyState, Page } from '@business-m/ui';

export interface LoadProblemProps {
  problem: Problem;
  onRetry(): void;
  back?: { href: string; label: string };
}

/** A whole screen that could not be loaded: what happened, and what can be done about it. */
export function LoadProblem({ problem, onRetry, back }: LoadProblemProps) {
  const gone = problem.status === 404;
  return (
    <Page>
      <div role="alert">
        <EmptyState
          icon={gone ? 'search' : 'triangle-alert'}
          title={gone ? 'Not found' : 'This could not be loaded'}
          detail={problem.detail}
          action={gone && back ? <Link to={back.href}>{back.label}</Link> : <Button onPress={onRetry}>Try again</Button>}
        />
      </div>
    </Page>
  );
}
