import { defineConfig } from 'vite';
import { deskCss } from '../src/css/index.ts';
import { uiViteConfig } from '../src/vite.ts';

export default defineConfig({
  ...uiViteConfig(),
  plugins: [
    {
      name: 'desk-css',
      async configureServer(server) {
        const css = await deskCss();
        server.middlewares.use('/desk.css', (_request, response) => {
          response.setHeader('content-type', 'text/css');
          response.end(css);
        });
      },
    },
  ],
});
