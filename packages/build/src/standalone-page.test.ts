import { createServer } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { standalonePage } from './kit-css-plugins.ts';

test('serves a remote’s own page at the address of every screen', async () => {
  const root = import.meta.dirname;
  const plugins = [standalonePage(root, 'Orders')];
  const server = await createServer({ root, configFile: false, logLevel: 'silent', plugins, server: { host: 'localhost', port: 0 } });
  onTestFinished(() => server.close());
  await server.listen();
  const page = await fetch(new URL('/orders/open?page=2', server.resolvedUrls?.local[0]), { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toBe('text/html');
  const html = await page.text();
  expect(html).toContain('<title>Orders, by itself with mocked data</title>');
  expect(html).toContain('<script type="module" src="/src/standalone.ts"></script>');
  expect(html).toContain('.desk-grid');
});
