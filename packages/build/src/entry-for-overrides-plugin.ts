import type { Plugin } from 'vite';

/** Starts index.html with the module that prepares a page for dev servers, before anything of React is loaded. */
export function entryForOverrides(): Plugin {
  return {
    name: 'desk:entry-for-overrides',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler(page) {
        const html = page.replace('"/src/main.tsx"', '"/src/main-with-overrides.ts"');
        if (html === page) throw new Error('index.html no longer starts /src/main.tsx');
        return html;
      },
    },
  };
}
