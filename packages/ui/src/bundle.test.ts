import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { uiViteConfig } from './vite.ts';

const BUDGET_BYTES = 75_000;

test('the whole package, as the desk shares it, stays within its budget and needs nothing of react-native', async () => {
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
  const code = chunks.map((chunk) => chunk.code).join('\n');
  expect(chunks.flatMap((chunk) => chunk.imports).filter((name) => !/^react(-dom)?($|\/)/.test(name))).toEqual([]);
  expect(code).not.toContain('process.env');
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(BUDGET_BYTES);
});
