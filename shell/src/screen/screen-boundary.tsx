import { Component, type ReactNode } from 'react';
import { FailedScreen } from './failed-screen.tsx';

interface Props {
  title: string;
  scope: string;
  onCrash(): void;
  onRetry(): void;
  children: ReactNode;
}

/** Catches what a screen throws while it draws. The rest of the desk goes on. */
export class ScreenBoundary extends Component<Props, { thrown: { value: unknown } | null }> {
  override state: { thrown: { value: unknown } | null } = { thrown: null };

  static getDerivedStateFromError(value: unknown) {
    // Wrapped, because a remote may throw null.
    return { thrown: { value } };
  }

  override componentDidCatch(): void {
    this.props.onCrash();
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
