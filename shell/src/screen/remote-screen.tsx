import type { RouteMatch } from '@business-m/contract';
import { HostProvider } from '@business-m/sdk';
import { QueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, type ReactNode, Suspense, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import { describeThrown } from '../runtime/uncaught.ts';
import { FailedScreen } from './failed-screen.tsx';
import { useHost } from './host.ts';
import { WaitingScreen } from './waiting-screen.tsx';

/** One screen of a remote; its faults stay in here. */
export function RemoteScreen({ match }: { match: RouteMatch }) {
  const { remote, route } = match;
  const { loader, mounts, telemetry, live } = useDesk();
  const handle = loader.screen(remote, route.expose);
  const state = useSyncExternalStore(handle.subscribe, handle.getState);
  const host = useHost(match);
  // Before its screen is drawn and after the last one is gone.
  useLayoutEffect(() => mounts.enter(remote.scope), [mounts, remote.scope]);
  useEffect(() => handle.load(), [handle]);
  const isFailed = state.status === 'failed';
  useEffect(() => {
    // Its release may be gone from the CDN, and another one available.
    if (!isFailed) return;
    void live.check();
    window.addEventListener('online', handle.retry);
    return () => window.removeEventListener('online', handle.retry);
  }, [isFailed, live, handle]);

  if (state.status === 'failed') return <FailedScreen failure={state.failure} onRetry={handle.retry} scope={remote.scope} />;
  if (state.status !== 'ready')
    return <WaitingScreen title={remote.title} slow={state.status === 'loading' && state.slow} onRetry={handle.retry} />;
  const { Screen } = state;
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <ScreenBoundary
          title={remote.title}
          scope={remote.scope}
          onCrash={(value) => {
            const { scope, release } = remote;
            const thrown = describeThrown(value, [remote]);
            telemetry.report({ scope, release, expose: route.expose, kind: 'crashed', code: 'broken', thrown });
            void live.check();
          }}
          onRetry={() => {
            reset();
            // A lazy chunk may be missing, so all of the screen is fetched again.
            handle.retry();
          }}
        >
          <HostProvider host={host}>
            <Suspense fallback={<WaitingScreen title={remote.title} slow={false} onRetry={handle.retry} />}>
              {/* MOUNT_ATTRIBUTE, spelt: importing it would bring the rewriting of selectors into the first screen. */}
              <div className="shell-mount" data-desk-remote={remote.scope}>
                <Screen />
              </div>
            </Suspense>
          </HostProvider>
        </ScreenBoundary>
      )}
    </QueryErrorResetBoundary>
  );
}

interface BoundaryProps {
  title: string;
  scope: string;
  onCrash(value: unknown): void;
  onRetry(): void;
  children: ReactNode;
}

class ScreenBoundary extends Component<BoundaryProps, { thrown: { value: unknown } | null }> {
  override state: { thrown: { value: unknown } | null } = { thrown: null };

  static getDerivedStateFromError(value: unknown) {
    // Wrapped, because a remote may throw null.
    return { thrown: { value } };
  }

  override componentDidCatch(value: unknown): void {
    this.props.onCrash(value);
  }

  override render() {
    const { thrown } = this.state;
    if (!thrown) return this.props.children;
    const { title, scope, onRetry } = this.props;
    const technical = thrown.value instanceof Error ? (thrown.value.stack ?? thrown.value.message) : String(thrown.value);
    const failure = { code: 'broken', sentence: `${title} stopped while drawing this screen.`, technical, remedy: 'retry' } as const;
    return <FailedScreen failure={failure} onRetry={onRetry} scope={scope} />;
  }
}
