import { Button } from '@business-m/ui';
import type { ReactNode } from 'react';
import type { LoadFailure } from '../runtime/load-failure.ts';
import { LiveHint } from './live-parts.tsx';

interface FailedPageProps {
  title: string;
  /** Above the title. */
  mark?: ReactNode;
  /** What can be done about it. */
  retry?: { label: string; onPress: () => void } | false;
  technical: string;
  children: ReactNode;
}

/** Shown in place of what could not be loaded or drawn, with the technical details folded away. */
export function FailedPage({ title, mark, retry, technical, children }: FailedPageProps) {
  return (
    <section className="shell-state" role="alert">
      {mark}
      <h1>{title}</h1>
      {children}
      {retry && (
        <Button variant="primary" icon="refresh" onPress={retry.onPress}>
          {retry.label}
        </Button>
      )}
      <details>
        <summary>Details</summary>
        <pre>{technical}</pre>
      </details>
    </section>
  );
}

/** @param props.scope of the remote whose screen failed: a newer release may be on offer */
export function FailedScreen({ failure, onRetry, scope }: { failure: LoadFailure; onRetry: () => void; scope?: string }) {
  const remedies = {
    none: false,
    retry: { label: 'Try again', onPress: onRetry },
    reload: { label: 'Reload the page', onPress: () => window.location.reload() },
  } as const;
  return (
    <FailedPage title="This screen is not available" technical={failure.technical} retry={remedies[failure.remedy]}>
      <p>{failure.sentence}</p>
      {failure.remedy !== 'none' && <p>The rest of the desk works as usual.</p>}
      {failure.remedy === 'none' && <p>Its team has to publish a version that does. The rest of the desk works as usual.</p>}
      {scope && <LiveHint scope={scope} />}
    </FailedPage>
  );
}
