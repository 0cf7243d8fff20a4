export { chromiumFlags, ensureChromium, findChromium } from './chromium.ts';
export { ensureNats } from './nats.ts';
export { ensureNginx, findNginx } from './nginx.ts';
export { ensureFirefox, ensureWebKit } from './other-browsers.ts';
export { ensurePostgres } from './postgres.ts';
