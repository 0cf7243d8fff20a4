import { ApiError, type User } from '@business-m/sdk';
import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { type Desk, DeskContext } from '../desk/desk-context.tsx';
import { Mark } from '../desk/mark.tsx';
import type { Appearance } from '../desk/theme.ts';
import { FailedPage } from '../screen/failed-screen.tsx';
import type { DeskParts } from './desk-parts.ts';

/** Draws the desk once the manifest is loaded, or why it could not be. */
export function ManifestGate({ parts, user, appearance }: { parts: DeskParts; user: User; appearance: Appearance }) {
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
      <FailedPage
        mark={<Mark size={40} />}
        title="The desk cannot be drawn"
        retry={{ label: 'Try again', onPress: onRetry }}
        technical={error instanceof ApiError ? JSON.stringify(error.problem, null, 2) : String(error.stack)}
      >
        <p>
          It could not learn which screens you have. {error instanceof ApiError ? error.problem.detail : 'Something unexpected happened.'}
        </p>
      </FailedPage>
    </main>
  );
}
