import { Link } from '@business-m/sdk';
import { TestDesk, type TestDeskProps } from '@business-m/sdk/testing';
import { DeskUi, type LinkComponent } from '@business-m/ui';
import { loadPopups } from '@business-m/ui/testing';
import { cleanup, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import type { ReactNode } from 'react';
import { onTestFinished, vi } from 'vitest';

export interface RenderedScreen {
  user: ReturnType<typeof userEvent.setup>;
  /** Every call made so far: `GET /api/meta/item`. */
  calls: string[];
  /** Where the screen asked the desk to go. */
  onNavigate: ReturnType<typeof vi.fn>;
  onNotify: ReturnType<typeof vi.fn>;
  onUnsaved: ReturnType<typeof vi.fn>;
  /** Answers that come before the mocks': a fault, a slow call. */
  use(...handlers: RequestHandler[]): void;
  /** The browser is gone: nothing is drawn, nothing answers. */
  crash(): void;
}

// A second is short on a busy machine; what is not there after five does not come.
configure({ asyncUtilTimeout: 5_000 });

// As for a user who has been on the page for a moment: what opens does so at once.
await loadPopups();

const KitLink: LinkComponent = ({ href, className, children }) => (
  <Link to={href} className={className}>
    {children}
  </Link>
);

/** Draws a screen in a desk in memory whose API is answered by `handlers`, for component tests. */
export function renderScreen(screen: ReactNode, handlers: RequestHandler[], desk: Omit<TestDeskProps, 'children'> = {}): RenderedScreen {
  const server = setupServer(...handlers);
  server.listen({ onUnhandledFrame: 'error' });
  // Once only: msw takes a second time for a mistake.
  let isOpen = true;
  const close = () => {
    if (isOpen) server.close();
    isOpen = false;
  };
  // Not by `afterEach` of this module: files share it, and only the first would have it.
  onTestFinished(close);
  const calls: string[] = [];
  server.events.on('request:start', ({ request }) => {
    const { pathname, search } = new URL(request.url);
    calls.push(`${request.method} ${pathname}${search}`);
  });
  const onNavigate = vi.fn();
  const onNotify = vi.fn();
  const onUnsaved = vi.fn();
  render(
    <TestDesk onNavigate={onNavigate} onNotify={onNotify} onUnsaved={onUnsaved} {...desk}>
      <DeskUi theme="light" link={KitLink}>
        {screen}
      </DeskUi>
    </TestDesk>,
  );
  return {
    user: userEvent.setup(),
    calls,
    onNavigate,
    onNotify,
    onUnsaved,
    use: (...more) => server.use(...more),
    crash() {
      cleanup();
      close();
    },
  };
}
