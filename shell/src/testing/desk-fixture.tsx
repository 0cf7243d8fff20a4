import type { Override, Resolution } from '@business-m/contract';
import type { User } from '@business-m/sdk';
import { loadPopups } from '@business-m/ui/testing';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { LoadModule } from '../runtime/federation.ts';
import { createDeskParts } from '../start/desk-parts.ts';
import { DeskRoot } from '../start/desk-root.tsx';
import { createDeskQueryClient } from '../start/query-client.ts';
import { sampleAssets, sampleRemote } from './sample-remote.ts';

export const ada: User = { id: 'u-ada', email: 'ada@example.com', name: 'Ada Park', roles: ['shop'], tenant: 'test' };

export const resolution: Resolution = {
  schemaVersion: 2,
  revision: 1,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [sampleRemote(), sampleRemote({ scope: 'yard', title: 'Yard', nav: [{ title: 'Gates', path: '' }] })],
  disabled: [{ scope: 'attic', title: 'Attic', message: 'Being cleaned until Monday.' }],
};

/** jsdom loads no stylesheets, so a screen would wait for them for ever. */
const undressed = sampleAssets();
undressed.exposes['./items'] = { js: ['items.js'], css: [] };

const descriptionAnswer = http.get('https://cdn.test/:scope/:release/remote.json', () => HttpResponse.json(undressed));
export const remotesAnswer = (answer: Resolution = resolution) => http.get('*/api/gateway/remotes', () => HttpResponse.json(answer));
export const problemAnswer = (status: number, code: string, detail: string, more: object = {}) =>
  HttpResponse.json({ type: 'about:blank', title: code, status, code, detail, ...more }, { status });

/** The gateway as a test's desk meets it. */
export function gatewayServer() {
  // A whole desk takes more than the usual second on a machine that is busy.
  configure({ asyncUtilTimeout: 4_000 });
  const server = setupServer(remotesAnswer(), descriptionAnswer);
  let patched = globalThis.fetch;
  beforeAll(async () => {
    // As for a user who has been on the page for a moment: what opens does so at once.
    await loadPopups();
    server.listen({ onUnhandledFrame: 'error' });
    patched = globalThis.fetch;
    // What jsdom lacks of a browser.
    window.scrollTo = () => {};
    Element.prototype.scrollTo = () => {};
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
      this.open = false;
    };
    // As a page resolves it; without the made-up hashes, which Node checks as a browser does.
    globalThis.fetch = (input, { integrity: _, ...init } = {}) =>
      patched(typeof input === 'string' ? new URL(input, 'http://desk.test') : input, init);
  });
  afterEach(() => {
    cleanup();
    server.resetHandlers();
    document.head.replaceChildren();
    localStorage.clear();
  });
  afterAll(() => {
    // The next file of this worker listens to a fetch of its own.
    globalThis.fetch = patched;
    server.close();
  });
  return server;
}

interface DrawOptions {
  at?: string;
  /** null: nobody; 'unsaid': the page does not tell. Default: Ada. */
  user?: User | null | 'unsaid';
  loadModule?: LoadModule;
  overrides?: readonly Override[];
}

/** Draws the whole desk at an address, with a federation of the test's own. */
export function drawDesk({ at = '/', user = ada, loadModule = async () => () => null, overrides = [] }: DrawOptions) {
  const queryClient = createDeskQueryClient();
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retryDelay: 0 } });
  const history = createMemoryHistory({ initialEntries: [at] });
  const provided = { hostApi: '1.0.0', shared: { react: '19.3.1' } };
  const parts = createDeskParts({
    boot: { user: user === 'unsaid' ? undefined : user, covered: [], assets: {}, shell: 'build-1', overrides, granted: [], nonce: '' },
    provided,
    loadModule,
    loadShared: async () => {},
    queryClient,
    window,
    history,
  });
  render(
    <QueryClientProvider client={queryClient}>
      <DeskRoot parts={parts} />
    </QueryClientProvider>,
  );
  return { parts, history };
}
