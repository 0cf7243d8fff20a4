/** Marks of direction, and what joins or parts words without being seen. A soft hyphen is none: some programs show it as a minus. */
const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const isDigit = /^\p{Nd}$/u;

/**
 * Text as typed or pasted, for reading figures in it: digits of every script and full-width forms as ASCII, marks of direction gone, each kind of
 * space a plain one. Superscripts and fractions stay what they are, so that `12²` is no 122.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(unseen, '')
    .replaceAll(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replaceAll(/\s/g, ' ')
    .trim();
}

/** The ten digits of a script follow each other: its zero is the first of them. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && isDigit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
