import './override-banner.css';
import type { Override } from '@business-m/contract';
import { ApiError } from '@business-m/sdk';
import { Button, Icon, useToasts } from '@business-m/ui';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { useMinutesLeft } from './use-minutes-left.ts';

/** Shown as long as a remote comes from a dev server, so that nobody takes it for a published release. */
export function OverrideBanner() {
  const { overrides } = useDesk();
  const { reset, busy } = useReset();
  useServerEvents();
  if (overrides.list.length === 0) return null;
  return (
    <section className="override-banner" aria-label="Remotes from elsewhere">
      <ul>
        {overrides.list.map((override) => (
          <OverrideLine key={override.scope} override={override} onReset={() => void reset(override.scope)} busy={busy} />
        ))}
      </ul>
      {overrides.list.length > 1 && (
        <Button size="small" icon="undo" busy={busy} onPress={() => void reset()}>
          Reset all
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  override: Override;
  onReset: () => void;
  busy: boolean;
}

function OverrideLine({ override: { scope, origin, expiresAt }, onReset, busy }: LineProps) {
  const { overrides, resolution, guards } = useDesk();
  const state = useSyncExternalStore(overrides.states.subscribe, () => overrides.states.get(origin));
  const minutes = useMinutesLeft(
    expiresAt,
    // Unsaved input is not reloaded away; the banner then says that the time is over.
    useCallback(() => guards.any() || overrides.reload(), [guards, overrides]),
  );
  const title = resolution.remotes.find((remote) => remote.scope === scope)?.title ?? scope;
  return (
    <li data-silent={state?.status === 'silent' || undefined}>
      <Icon name={state?.status === 'silent' ? 'wifi-off' : 'triangle-alert'} />
      <p>
        <strong>{title}</strong> runs from <code>{origin}</code>
        {minutes > 0 ? <>, {minutes} min left</> : <>; its time is over</>}.
        {state?.status === 'silent' && <span role="status"> {state.reason}</span>}
      </p>
      {minutes === 0 && (
        <Button size="small" icon="refresh" onPress={overrides.reload}>
          Reload
        </Button>
      )}
      <Button size="small" icon="undo" busy={busy} aria-label={`Reset ${title}`} onPress={onReset}>
        Reset
      </Button>
    </li>
  );
}

/** Removes one override, or all of them, and reloads the page. */
function useReset() {
  const { api, overrides } = useDesk();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async reset(scope?: string) {
      setBusy(true);
      try {
        await api.delete(`/api/gateway/overrides${scope ? `/${scope}` : ''}`, { ifMatch: '*' });
        overrides.reload();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toasts.show({ tone: 'danger', title: 'The override is still there', detail: error.problem.detail });
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Dev servers report when they stop and start again (`packages/build/src/development`). */
function useServerEvents() {
  const { overrides } = useDesk();
  useEffect(() => {
    function note(event: Event) {
      const { origin, answers } = (event as CustomEvent<{ origin: string; answers: boolean }>).detail;
      if (!overrides.list.some((override) => override.origin === origin)) return;
      overrides.states.set(origin, answers ? { status: 'answers' } : { status: 'silent', reason: 'Its dev server has stopped.' });
    }
    window.addEventListener('desk:development-server', note);
    return () => window.removeEventListener('desk:development-server', note);
  }, [overrides]);
}
