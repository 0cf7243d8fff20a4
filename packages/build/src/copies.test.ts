import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { copiesIn } from './copies.ts';
import { packageFolder } from './shared-packages.ts';

const root = join(import.meta.dirname, '..');
const kit = packageFolder(root, '@business-m/ui');
const folders = {
  react: packageFolder(root, 'react'),
  'react-dom': packageFolder(kit, 'react-dom'),
  '@tanstack/react-query': packageFolder(root, '@tanstack/react-query'),
  '@tanstack/query-core': packageFolder(packageFolder(root, '@tanstack/react-query'), '@tanstack/query-core'),
  '@business-m/sdk': packageFolder(root, '@business-m/sdk'),
  '@business-m/ui': kit,
  '@business-m/documents': packageFolder(root, '@business-m/documents'),
};

test.each([
  ['react', 'react', 'cjs/react.production.js'],
  ['react', 'react', 'cjs/react.development.js'],
  ['react-dom', 'react-dom', 'cjs/react-dom.production.js'],
  ['react-dom/client', 'react-dom', 'cjs/react-dom-client.production.js'],
  ['react-dom/client', 'react-dom', 'cjs/react-dom-client.development.js'],
  ['@tanstack/react-query', '@tanstack/react-query', 'build/modern/QueryClientProvider.js'],
  ['@tanstack/react-query', '@tanstack/query-core', 'build/modern/utils.js'],
  ['@business-m/sdk', '@business-m/sdk', 'src/hooks.tsx'],
  ['@business-m/ui', '@business-m/ui', 'src/feedback/toasts.tsx'],
  ['@business-m/ui', '@business-m/ui', 'src/frame/toolbar.tsx'],
  ['@business-m/documents', '@business-m/documents', 'src/page/use-doctype-screen.ts'],
] as const)('%s is known by %s/%s, also minified', async (of, name, file) => {
  const code = readFileSync(join(folders[name], file), 'utf8');
  const options = { loader: 'tsx', minify: true } as const;
  expect(copiesIn((await transform(code, options)).code)).toEqual([of]);
  if (file.endsWith('.js')) expect(copiesIn(code)).toEqual([of]);
});

test.each(['cjs/react-jsx-runtime.production.js', 'cjs/react-compiler-runtime.production.js'])(
  'react/%s holds no state, and is no copy of React',
  (file) => {
    expect(copiesIn(readFileSync(join(folders.react, file), 'utf8'))).toEqual([]);
  },
);

test('a copy of an older React is one, too', () => {
  expect(
    copiesIn('E.prototype.forceUpdate=function(a){this.updater.enqueueForceUpdate(this,a,"forceUpdate")};var G={isMounted:function(){}};'),
  ).toEqual(['react']);
});

test('code that only speaks of what is shared is no copy', () => {
  const code = `
    const { H } = React.__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE;
    if (ReactDOM.__DOM_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE === undefined) throw new Error('No QueryClient');
    injectIntoDevTools({ rendererPackageName: 'react-three-fiber' });
    document.querySelector('.desk-grid');
    import '@business-m/sdk'; updater.enqueueForceUpdate(instance, callback, 'other');`;
  expect(copiesIn(code)).toEqual([]);
});
