export { chromiumFlags, ensureChromium } from './chromium.ts';
export { ensureNats, ensureNginx } from './find-program.ts';
export { ensureFirefox, ensureWebKit } from './other-browsers.ts';
export { ensurePostgres } from './postgres.ts';
