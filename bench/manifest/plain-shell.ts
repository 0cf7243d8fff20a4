import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const script = 'export {};';
const html = `<!doctype html>
<html lang="en">
  <head>
    <!--desk:head-->
    <title>Desk</title>
    <script type="module" crossorigin nonce="__CSP_NONCE__" src="/assets/main.js"></script>
  </head>
  <body></body>
</html>
`;

/** The least that a gateway takes for a build of the shell: it does not start without one, and nobody looks at it here. */
export async function writePlainShell(folder: string): Promise<void> {
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  const json = {
    schemaVersion: 1,
    entry: 'assets/main.js',
    modules: ['assets/main.js'],
    styles: [],
    files: [{ path: 'assets/main.js', sizeBytes: script.length, integrity }],
    shared: {},
    hostApi: '1.0.0',
  };
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'assets/main.js'), script);
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'shell.json'), JSON.stringify(json));
}
