import { expect, test } from 'vitest';
import { needOf } from './refused-by-policy.ts';

test.each([
  ['worker-src', 'blob', 'workers'],
  ['script-src', 'wasm-eval', 'wasm'],
  ['script-src-elem', 'https://evil.example/x.js', null],
  ['script-src', 'eval', null],
  ['img-src', 'blob', 'blobs'],
  ['img-src', 'https://tiles.example.com/1/2/3.png', 'images https://tiles.example.com'],
  ['connect-src', 'wss://live.example.com/x', 'connect wss://live.example.com'],
  ['media-src', 'data', 'data'],
  ['font-src', 'data:font/woff2;base64,x', 'data'],
  ['frame-src', 'blob:https://desk.test/1', 'blob-frames'],
  ['frame-src', 'https://maps.example.com', 'frames https://maps.example.com'],
  ['style-src-elem', 'inline', 'style-nonce'],
  ['style-src-attr', 'inline', 'style-attributes'],
  ['form-action', 'https://x.example', null],
])('what %s refused of %s takes the need %s', (effectiveDirective, blockedURI, need) => {
  expect(needOf({ effectiveDirective, blockedURI, sourceFile: '' })).toBe(need);
});
