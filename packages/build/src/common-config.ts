import { uiViteConfig } from '@business-m/ui/vite';
import type { UserConfig } from 'vite';

/** What every build of the desk has in common. */
export function commonConfig(root: string): UserConfig & Required<Pick<UserConfig, 'build' | 'define'>> {
  return {
    root,
    define: uiViteConfig().define,
    // Two copies of React reach one page as soon as a workspace package resolves its own.
    resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query'] },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // The federation plugin writes top-level await into every module that imports something shared.
      target: 'esnext',
      // The plugin patches built code by looking for quotes as esbuild writes them: after Vite's default minifier remoteEntry.js
      // throws "e.forEach is not a function".
      minify: 'esbuild',
      cssMinify: 'esbuild',
      // A file inlined as data: is refused by the desk's content security policy wherever it is not an image.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      sourcemap: false,
    },
  };
}
