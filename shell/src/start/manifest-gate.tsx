import { ApiError, type User } from '@business-m/sdk';
import { Button } from '@business-m/ui';
import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type Desk, DeskContext } from '../desk/desk-context.tsx';
import { Mark } from '../desk/mark.tsx';
import type { Appearance } from '../desk/theme.ts';
import type { DeskParts } from './desk-parts.ts';

interface Props {
  parts: DeskParts;
  user: User;
  appearance: Appearance;
}

/** Draws the desk once the manifest is loaded, or why it could not be. */
export function ManifestGate({ parts, user, appearance }: Props) {
  const manifest = useQuery(parts.manifestQuery);
  const resolution = manifest.data;
  const desk = useMemo<Desk | undefined>(
    () => resolution && { ...parts, user, resolution, appearance },
    [parts, user, resolution, appearance],
  );
  // After the new set is drawn, so that no screen loses its styles while it is shown.
  useEffect(() => resolution && parts.tidy(resolution), [parts, resolution]);
  if (desk) {
    return (
      <DeskContext value={desk}>
        <RouterProvider router={parts.router} />
      </DeskContext>
    );
  }
  if (manifest.isError && !manifest.isFetching) return <NoManifest error={manifest.error} onRetry={() => void manifest.refetch()} />;
  return <div className="shell-frame is-empty" aria-busy="true" role="status" aria-label="The desk is loading" />;
}

function NoManifest({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <main className="shell-full-page">
      <section className="shell-state" role="alert">
        <Mark size={40} />
        <h1>The desk cannot be drawn</h1>
        <p>
          It could not learn which screens you have. {error instanceof ApiError ? error.problem.detail : 'Something unexpected happened.'}
        </p>
        <Button variant="primary" icon="refresh" onPress={onRetry}>
          Try again
        </Button>
        <details>
          <summary>Details</summary>
          <pre>{error instanceof ApiError ? JSON.stringify(error.problem, null, 2) : String(error.stack)}</pre>
        </details>
      </section>
    </main>
  );
}
