import { createFont, createTokens } from 'tamagui';

/** The 4 px grid: `$3` is 12 px. Half steps exist for hairline adjustments inside controls. */
const grid = {
  0: 0,
  0.5: 2,
  1: 4,
  1.5: 6,
  2: 8,
  2.5: 10,
  3: 12,
  4: 16,
  5: 20,
  6: 24,
  7: 28,
  8: 32,
  10: 40,
  12: 48,
  16: 64,
  true: 12,
} as const;

export const tokens = createTokens({
  size: grid,
  space: grid,
  radius: { 0: 0, small: 4, medium: 6, large: 10, round: 999, true: 6 },
  zIndex: { 0: 0, sticky: 10, overlay: 100, toast: 200, true: 0 },
  color: {},
});

/** Sizes by what they are for; line heights stay on the grid so that rows never jump. */
const size = { caption: 11, small: 12, body: 13, large: 14, title: 16, heading: 20, display: 26, true: 13 };
const lineHeight = { caption: 16, small: 16, body: 20, large: 20, title: 24, heading: 28, display: 32, true: 20 };

export const bodyFont = createFont({
  family: 'var(--desk-font)',
  size,
  lineHeight,
  weight: { regular: '400', medium: '500', strong: '600', true: '400' },
  letterSpacing: { caption: 0, small: 0, body: 0, large: 0, title: -0.1, heading: -0.25, display: -0.4, true: 0 },
});
