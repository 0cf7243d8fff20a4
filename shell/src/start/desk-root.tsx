import type { User } from '@business-m/sdk';
import { DeskUi, ToastRegion } from '@business-m/ui';
import { useEffect, useSyncExternalStore } from 'react';
import { KitLink } from '../desk/desk-link.tsx';
import { useAppearance } from '../desk/theme.ts';
import { ExpiredDialog, SignInPage } from '../pages/sign-in.tsx';
import type { DeskParts } from './desk-parts.ts';
import { ManifestGate } from './manifest-gate.tsx';

/** The user of an unverified session; the server decides at every call. */
const nobody: User = { id: 'unverified', email: '', name: '', roles: [], tenant: '' };

/** Draws the sign-in page or the desk, by the state of the session. */
export function DeskRoot({ parts }: { parts: DeskParts }) {
  const { session } = parts;
  const appearance = useAppearance();
  const state = useSyncExternalStore(session.subscribe, session.getState);
  useEffect(() => {
    if (state.status === 'asking') void session.ask();
  }, [session, state.status]);

  return (
    <DeskUi theme={appearance.theme} link={KitLink}>
      {state.status === 'signed-out' ? (
        <SignInPage signIn={session.signIn} />
      ) : (
        <ToastRegion>
          {state.status !== 'asking' && <ManifestGate parts={parts} user={'user' in state ? state.user : nobody} appearance={appearance} />}
          {state.status === 'expired' && (
            <ExpiredDialog user={state.user} signIn={session.signIn} leave={() => window.location.assign('/')} />
          )}
        </ToastRegion>
      )}
    </DeskUi>
  );
}
