import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test, vi } from 'vitest';
import { uiViteConfig } from './vite.ts';

const AT_ONCE_BYTES = 52_000;
// The calendar, and what reads typed days and numbers, which the first screen does not pay for, are 5 kB of it.
const POPUPS_BYTES = 53_000;

test('the package, as the desk shares it, stays within its budget and needs nothing of react-native', async () => {
  // Else JSX is compiled for development, with the path of each file on this machine.
  vi.stubEnv('NODE_ENV', 'production');
  const built = (await build({
    define: { ...uiViteConfig().define, 'process.env.NODE_ENV': JSON.stringify('production') },
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'esnext',
      lib: { entry: new URL('./index.ts', import.meta.url).pathname, formats: ['es'] },
      rolldownOptions: { external: [/^react($|\/)/, /^react-dom($|\/)/] },
    },
  })) as Rolldown.RolldownOutput[];
  const chunks = built.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const atOnce = chunks.filter((chunk) => chunk === entry || entry?.imports.includes(chunk.fileName));
  const bytes = (files: typeof chunks) => files.reduce((sum, { code }) => sum + brotliCompressSync(code).length, 0);
  const own = new Set(chunks.map(({ fileName }) => fileName));
  expect(chunks.flatMap(({ imports }) => imports).filter((name) => !own.has(name) && !/^react(-dom)?($|\/)/.test(name))).toEqual([]);
  expect(chunks.map(({ code }) => code).join('\n')).not.toContain('process.env');
  expect(bytes(atOnce), 'loaded with every page').toBeLessThanOrEqual(AT_ONCE_BYTES);
  expect(bytes(chunks) - bytes(atOnce), 'what opens over a page').toBeLessThanOrEqual(POPUPS_BYTES);
}, 120_000);
