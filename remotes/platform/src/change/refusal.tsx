import { problemOf } from '@business-m/documents';
import { isAway } from '@business-m/sdk';
import { Callout } from '@business-m/ui';

/** Why the gateway refused, or could not be asked. */
export function Refusal({ error, action }: { error: unknown; action?: React.ReactNode }) {
  const problem = problemOf(error);
  return (
    <Callout tone="danger" title={titleOf(problem)} action={action}>
      {problem.detail}
      {/* A place in the request says nothing to somebody who only saw a form; one in the document does. */}
      {problem.field && !problem.field.startsWith('changes.') && (
        <>
          {' '}
          <span className="platform-mono">{problem.field}</span>
        </>
      )}
    </Callout>
  );
}

function titleOf(problem: ReturnType<typeof problemOf>): string {
  if (problem.status === 403) return 'You may not do this';
  if (problem.code === 'store-read-only') return 'Nothing can be changed from here';
  if (problem.code === 'environment-locked') return 'The environment is locked';
  if (problem.code === 'timeout') return 'It is not known whether this happened';
  if (problem.code === 'network') return 'The desk has no connection';
  if (isAway(problem)) return 'The manifest cannot be changed at the moment';
  if (problem.status >= 500 || problem.status === 0) return 'Something went wrong';
  return 'This would not be accepted';
}
