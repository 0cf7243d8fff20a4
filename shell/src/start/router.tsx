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
  // Each screen and document starts afresh.
  return <RemoteScreen key={`${match.remote.baseUrl} ${match.route.path} ${JSON.stringify(match.params)}`} match={match} />;
}

/** A fault of the shell itself. */
function DeskFault({ error }: { error: unknown }) {
  const technical = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <FailedScreen failure={{ code: 'broken', sentence: 'The desk itself has a fault.', technical, remedy: 'reload' }} onRetry={() => {}} />
  );
}

/** The router knows no screens: they come with the manifest. */
export function createDeskRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([start, override, screen]),
    defaultErrorComponent: DeskFault,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
    // Screens own the query string: parsed and written again it would no longer match the preloads.
    parseSearch: (query): { query?: string } => (query ? { query } : {}),
    stringifySearch: ({ query }) => (typeof query === 'string' ? query : ''),
    ...(history ? { history } : {}),
  });
}
