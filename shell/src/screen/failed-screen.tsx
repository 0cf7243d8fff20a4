import { Button } from '@business-m/ui';
import type { LoadFailure } from '../runtime/load-failure.ts';
import { LiveHint } from './live-parts.tsx';

/** Shown in place of a screen that could not be loaded or drawn. */
export function FailedScreen({ failure, onRetry, scope }: { failure: LoadFailure; onRetry: () => void; scope?: string }) {
  return (
    <section className="shell-state" role="alert">
      <h1>This screen is not available</h1>
      <p>{failure.sentence}</p>
      {failure.remedy !== 'none' && <p>The rest of the desk works as usual.</p>}
      {failure.remedy === 'none' && <p>Its team has to publish a version that does. The rest of the desk works as usual.</p>}
      {scope && <LiveHint scope={scope} />}
      {failure.remedy === 'retry' && (
        <Button variant="primary" icon="refresh" onPress={onRetry}>
          Try again
        </Button>
      )}
      {failure.remedy === 'reload' && (
        <Button variant="primary" icon="refresh" onPress={() => window.location.reload()}>
          Reload the page
        </Button>
      )}
      <details>
        <summary>Details</summary>
        <pre>{failure.technical}</pre>
      </details>
    </section>
  );
}
