import type { RemoteDeclaration } from '@business-m/contract';
import { MOUNT_ATTRIBUTE } from '@business-m/contract/styles';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { type ComponentType, lazy, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { User } from '../host.ts';
import { StandaloneDesk } from './standalone-desk.tsx';

export interface StandaloneOptions {
  scope: string;
  declaration: RemoteDeclaration;
  /** Exposed module → its source, from its `remote.ts`. */
  exposes: Readonly<Record<string, string>>;
  modules: Readonly<Record<string, () => Promise<unknown>>>;
  /** What answers `/api/…`; a call that none of them answers fails loudly in the console. */
  handlers: RequestHandler[];
  /** The provider of the component kit, usually `DeskUi`: this package does not know it. */
  Frame: ComponentType<{ theme: 'light' | 'dark'; children: ReactNode }>;
  user?: Partial<User>;
}

/**
 * Draws one remote by itself with mocked data, for `pnpm --filter <remote> dev`: no shell, no gateway, no services.
 *
 * @example
 * // remotes/shop/src/standalone.ts, started by the page that `vite` serves for a remote
 * await standalone({ scope: 'shop', declaration, exposes, modules, handlers, Frame: DeskUi });
 */
export async function standalone({ handlers, exposes, modules, ...desk }: StandaloneOptions): Promise<void> {
  // Imported late: msw/browser does not exist under Node, where tests load this module beside TestDesk.
  const { setupWorker } = await import('msw/browser');
  await setupWorker(...handlers, notMocked).start({ quiet: true, onUnhandledFrame: 'bypass' });
  // Vite names the bare origin; the remote's screens begin below its scope, as they do in the desk.
  if (window.location.pathname === '/') window.history.replaceState(null, '', `/${desk.scope}`);
  const screens = Object.fromEntries(
    Object.entries(exposes).flatMap(([expose, source]) => {
      const load = modules[source.replace('./src/', './')];
      return load ? [[expose, lazy(load as () => Promise<{ default: ComponentType }>)]] : [];
    }),
  );
  // Its styles count inside of it alone, as in a desk.
  document.body.setAttribute(MOUNT_ATTRIBUTE, desk.scope);
  const root = document.body.appendChild(document.createElement('div'));
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <StandaloneDesk {...desk} screens={screens} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** Comes last: a call without a mock shows up in the screen as what it is, instead of reaching some real server. */
const notMocked = http.all('/api/*', ({ request }) => {
  const { pathname } = new URL(request.url);
  const detail = `No mock answers ${request.method} ${pathname}. Add one to the remote's mocks.`;
  return HttpResponse.json({ type: 'about:blank', title: 'Not mocked', status: 501, code: 'not-mocked', detail }, { status: 501 });
});
