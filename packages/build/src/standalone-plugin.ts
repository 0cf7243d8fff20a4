import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What a remote's own page needs while it is developed alone: the design system's CSS and msw's service worker. */
export function standalonePage(root: string): Plugin {
  return {
    name: 'desk:standalone',
    apply: 'serve',
    configureServer(server) {
      const worker = readFileSync(createRequire(join(root, 'package.json')).resolve('msw/mockServiceWorker.js'));
      server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(worker);
      });
    },
    async transformIndexHtml() {
      const { deskCss } = await import('@business-m/ui/css');
      return [{ tag: 'style', children: await deskCss(), injectTo: 'head' }];
    },
  };
}
