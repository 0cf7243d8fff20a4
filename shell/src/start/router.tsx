import { createRootRoute, createRoute, createRouter, type RouterHistory } from '@tanstack/react-router';
import { useMatch } from '../desk/desk-context.tsx';
import { Chrome } from '../frame/chrome.tsx';
import { NotFound } from '../pages/not-found.tsx';
import { OverridePage } from '../pages/override-page.tsx';
import { StartPage } from '../pages/start-page.tsx';
import { FailedScreen } from '../screen/failed-screen.tsx';
import { RemoteScreen } from '../screen/remote-screen.tsx';

const root = createRootRoute({ component: Chrome, notFoundComponent: NotFound });
const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
const override = createRoute({ getParentRoute: () => root, path: '/override', component: OverridePage });
const screen = createRoute({ getParentRoute: () => root, path: '/$scope/$', component: ScreenOrNothing });

function ScreenOrNothing() {
  const match = useMatch();
  if (!match) return <NotFound />;
  // Another screen, or the same for another thing, starts afresh.
  return <RemoteScreen key={`${match.remote.baseUrl} ${match.route.path} ${JSON.stringify(match.params)}`} match={match} />;
}

/** A fault of the desk itself; those of screens are caught nearer to them. */
function DeskFault({ error }: { error: unknown }) {
  const technical = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <FailedScreen failure={{ code: 'broken', sentence: 'The desk itself has a fault.', technical, remedy: 'reload' }} onRetry={() => {}} />
  );
}

/** The desk's one router. It knows no screen by name: those come with the manifest. */
export function createDeskRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([start, override, screen]),
    defaultErrorComponent: DeskFault,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
    // The query string belongs to the screens: parsed and written again it would no longer match what was preloaded.
    parseSearch: (query): { query?: string } => (query ? { query } : {}),
    stringifySearch: ({ query }) => (typeof query === 'string' ? query : ''),
    ...(history ? { history } : {}),
  });
}
