import type { Author } from '@business-m/contract';
import { closest, distance } from 'fastest-levenshtein';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const share = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en');

/** 550 → `5.5 %`. */
export const describeShare = (bps: number): string => `${share.format(bps / 100)} %`;

export const describeCount = (count: number): string => whole.format(count);

/** Of some, as a share of all; nothing where there are none. */
export const describePart = (part: number, all: number): string => (all === 0 ? '' : `${share.format((part / all) * 100)} %`);

/** `order-desk` → `Order desk`. */
export const titleOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

/** `3 min ago`; a day from two weeks on. */
export function describeAge(time: string, now: Date): string {
  const ageMs = now.getTime() - Date.parse(time);
  if (ageMs < MINUTE_MS) return 'just now';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  if (ageMs < 2 * DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h ago`;
  if (ageMs < 14 * DAY_MS) return `${Math.floor(ageMs / DAY_MS)} days ago`;
  return time.slice(0, 10);
}

export const describeAuthor = ({ id, name }: Author): string => name || id;

/** `1 proposal`, `2 proposals`. */
export const describeMany = (count: number, one: string): string => `${describeCount(count)} ${count === 1 ? one : `${one}s`}`;

export const describeBytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${share.format(bytes / 1_000)} kB` : `${share.format(bytes / 1_000_000)} MB`;

/** The name that was probably meant: at most two strokes away, and not more than a third of what was typed. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const found = closest(typed, [...names]);
  return distance(typed, found) <= Math.min(2, Math.floor(typed.length / 3)) ? found : undefined;
}
