import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ShellJson } from '@business-m/contract';
import { compressForms } from '@business-m/files';

export const shellTexts: Record<string, string> = {
  'assets/main-1.js': `import './shared-2.js';${' '.repeat(300)}`,
  'assets/shared-2.js': 'export const shared = 1;',
  'assets/form-4.js': `import './shared-2.js';`,
  'assets/table-5.js': 'export const table = 1;',
  'assets/desk-3.css': `body { margin: 0 }${' '.repeat(300)}`,
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

const html = `<!doctype html>
<html lang="en">
  <head>
    <!--desk:head--><script type="importmap" nonce="__CSP_NONCE__">{"imports":{"react":"/without-a-gateway.js"}}</script><!--/desk:head-->
    <title>Desk</title>
    <script type="module" crossorigin nonce="__CSP_NONCE__" src="/assets/main-1.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/desk-3.css" nonce="__CSP_NONCE__">
  </head>
  <body><script nonce="__CSP_NONCE__">'theme'</script></body>
</html>
`;

const fileOf = (path: string, text: string) => ({
  path,
  sizeBytes: text.length,
  integrity: `sha384-${createHash('sha384').update(text).digest('base64')}`,
});

export const shellJson: ShellJson = {
  schemaVersion: 1,
  entry: 'assets/main-1.js',
  modules: ['assets/main-1.js', 'assets/shared-2.js'],
  imports: { react: 'assets/shared-2.js', 'kit/form': 'assets/form-4.js' },
  onDemand: { 'kit/form': ['assets/form-4.js'], 'kit/table': ['assets/table-5.js'] },
  styles: ['assets/desk-3.css'],
  files: Object.entries(shellTexts).map(([path, text]) => fileOf(path, text)),
  shared: { react: '19.3.1' },
  hostApi: '1.0.0',
};

/** Writes a build of a shell, as small as one can be; `more` are modules besides. */
export async function writeShellDist(folder: string, more: Record<string, string> = {}): Promise<void> {
  const json = {
    ...shellJson,
    modules: [...shellJson.modules, ...Object.keys(more)],
    files: [...shellJson.files, ...Object.entries(more).map(([path, text]) => fileOf(path, text))],
  };
  for (const [path, text] of Object.entries({ ...shellTexts, ...more, 'index.html': html, 'shell.json': JSON.stringify(json) })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    const { br, gzip } = await compressForms(Buffer.from(text));
    if (br) await writeFile(join(folder, `${path}.br`), br);
    if (gzip) await writeFile(join(folder, `${path}.gz`), gzip);
  }
}
