import { isAway, Link, useRemote } from '@business-m/sdk';
import { Button, EmptyState, Page } from '@business-m/ui';
import type { LoadTrouble } from '../api/trouble.ts';

export interface LoadProblemProps {
  trouble: LoadTrouble;
  /** Instead of a retry: back to the plain list after a refused query. */
  onRetry?: (() => void) | undefined;
  back?: { href: string; label: string };
}

export function LoadProblem({ trouble: { problem, retrying, retry }, onRetry = retry, back }: LoadProblemProps) {
  const { title: remote } = useRemote();
  const gone = problem.status === 404;
  const away = isAway(problem);
  const title = gone
    ? 'Not found'
    : problem.code === 'network'
      ? 'The desk has no connection'
      : away
        ? `${remote} is not available at the moment`
        : 'This could not be loaded';
  return (
    <Page>
      <div role="alert">
        <EmptyState
          icon={gone ? 'search' : away ? 'wifi-off' : 'triangle-alert'}
          title={title}
          detail={
            retrying ? (
              <>{problem.detail} The desk keeps asking and shows this screen as soon as it can; everything else works as usual.</>
            ) : (
              problem.detail
            )
          }
          action={
            gone && back ? (
              <Link to={back.href}>{back.label}</Link>
            ) : (
              <Button onPress={onRetry}>{retrying ? 'Try now' : 'Try again'}</Button>
            )
          }
        />
      </div>
    </Page>
  );
}
