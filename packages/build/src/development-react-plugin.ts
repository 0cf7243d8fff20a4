import type { Plugin } from 'vite';

const renderers = /\/node_modules\/(?:react|react-dom|scheduler)\//;

/**
 * React as it is while one develops, in a build that is otherwise production: only that React knows Fast Refresh, and a development
 * build of everything would flood the console with what is not the remote's.
 */
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
