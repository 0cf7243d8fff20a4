import { expect, test } from 'vitest';
import { themes } from './themes.ts';

type Role = keyof typeof themes.light;

/** Words on what they stand on; WCAG 2.2 wants 4.5 of words, 3 of the focus ring and of what bounds a checkbox. */
const pairs: [Role, Role, number][] = [
  ...(['background', 'surface', 'raised', 'sunken', 'hover'] as const).flatMap((ground): [Role, Role, number][] => [
    ['color', ground, 7],
    ['muted', ground, 4.5],
    ['accentText', ground, 4.5],
  ]),
  ...(['success', 'warning', 'danger', 'info'] as const).flatMap((tone): [Role, Role, number][] => [
    [tone, `${tone}Soft`, 4.5],
    [tone, 'surface', 4.5],
    ['muted', `${tone}Soft`, 4.5],
  ]),
  ['faint', 'surface', 4.5],
  ['faint', 'background', 4.5],
  ['muted', 'press', 4.5],
  ['accentText', 'accentSoft', 4.5],
  ['onAccent', 'accent', 4.5],
  ['onAccent', 'accentHover', 4.5],
  ['onAccent', 'dangerFill', 4.5],
  ['onAccent', 'dangerFillHover', 4.5],
  ['ring', 'background', 3],
  ['ring', 'raised', 3],
];

test.each(['light', 'dark'] as const)('every word of the %s theme can be read', (name) => {
  const theme = themes[name];
  const weak = pairs
    .map(([word, ground, least]) => ({ word, ground, least, ratio: contrast(theme[word], theme[ground]) }))
    .filter(({ ratio, least }) => ratio < least)
    .map(({ word, ground, ratio, least }) => `${word} on ${ground}: ${ratio.toFixed(2)} of ${least}`);
  expect(weak).toEqual([]);
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
