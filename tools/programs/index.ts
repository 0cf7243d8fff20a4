export { chromiumFlags, ensureChromium, findChromium } from './chromium.ts';
export { ensureNginx, findNginx } from './nginx.ts';
