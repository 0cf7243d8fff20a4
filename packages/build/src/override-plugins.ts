import type { Plugin } from 'vite';

const renderers = /\/node_modules\/(?:react|react-dom|scheduler)\//;

/** React's development build in an otherwise production build: Fast Refresh needs it, and a full development build floods the console. */
export function developmentReact(): Plugin {
  return {
    name: 'desk:development-react',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!renderers.test(id) || !code.includes('process.env.NODE_ENV')) return null;
      return { code: code.replaceAll('process.env.NODE_ENV', '"development"'), map: null };
    },
  };
}

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
