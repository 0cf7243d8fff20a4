import { join, resolve } from 'node:path';
import { makeFolder } from '@business-m/files';
import { serve } from '@hono/node-server';
import { createCdn } from './cdn.ts';

const STOP_MS = 3_000;
const { CDN_PORT = '8081', DESK_DATA = '.data', CDN_ROOT = join(DESK_DATA, 'cdn'), HOST = '127.0.0.1' } = process.env;

if (!/^\d{1,5}$/.test(CDN_PORT) || Number(CDN_PORT) > 65_535) {
  console.error(`CDN_PORT is "${CDN_PORT}", but a port is a whole number up to 65535.`);
  process.exit(1);
}
try {
  makeFolder(CDN_ROOT);
} catch (error) {
  console.error(`${CDN_ROOT} cannot hold the releases (${(error as NodeJS.ErrnoException).code}): set CDN_ROOT to a folder that can.`);
  process.exit(1);
}

const server = serve({ fetch: createCdn(CDN_ROOT).fetch, port: Number(CDN_PORT), hostname: HOST }, () => {
  console.log(`The CDN serves ${resolve(CDN_ROOT)} at http://${HOST}:${CDN_PORT}`);
});
server.on('error', (error: NodeJS.ErrnoException) => {
  const reason = error.code === 'EADDRINUSE' ? `Port ${CDN_PORT} is taken: stop what uses it, or set CDN_PORT.` : error.message;
  console.error(reason);
  process.exit(1);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    setTimeout(() => process.exit(0), STOP_MS).unref();
  });
}
