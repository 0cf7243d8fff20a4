import type { Audience, Difference } from '@business-m/sdk/platform';
import { audienceWords, versionOf } from './release-words.ts';
import { shareWords } from './share-words.ts';

/** Last parts of a path → what they are called. */
const names: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^releases\.stable$/, 'stable'],
  [/^releases\.canary$/, 'canary'],
  [/^releases\.canary\.release$/, 'canary'],
  [/^releases\.canary\.shareBps$/, 'share of the canary'],
  [/^releases\.halted(\.release)?$/, 'halted'],
  [/^releases\.halted\.at$/, 'halted at'],
  [/^releases\.halted\.reason$/, 'why it was halted'],
  [/^bindings(\.\d+)?$/, 'binding'],
  [/^bindings\.\d+\.release$/, 'release of a binding'],
  [/^enabled$/, 'switched on'],
  [/^message$/, 'message'],
];

export function differenceWords({ path, before, after }: Difference): { label: string; before: string; after: string } {
  const words = { before: valueWords(path, before), after: valueWords(path, after) };
  // Two builds of one version differ in their hash alone.
  const values = words.before === words.after ? { before: exactly(before), after: exactly(after) } : words;
  const remote = /^remotes\.([^.]+)(?:\.(.+))?$/.exec(path);
  if (remote) {
    const [, scope = '', rest = ''] = remote;
    const name = names.find(([pattern]) => pattern.test(rest))?.[1] ?? rest;
    return { label: name === '' ? scope : `${scope} · ${name}`, ...values };
  }
  const upstream = /^backend\.scopes\.([^.]+)(?:\.tenants\.([^.]+))?(?:\.upstream)?$/.exec(path);
  if (upstream) return { label: `${upstream[1]} · calls${upstream[2] ? ` of tenant ${upstream[2]}` : ''}`, ...values };
  return { label: path === '' ? 'document' : path, ...values };
}

function valueWords(path: string, value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'number') return path.endsWith('Bps') ? shareWords(value) : String(value);
  if (typeof value === 'string') return versionOf(value);
  return objectWords(value);
}

const exactly = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function objectWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => valueWords('', each)).join('; ');
  if (!isRecord(value)) return String(value);
  const { release, shareBps, match } = value;
  if (isRecord(match) && typeof release === 'string') return `${audienceWords(match as Audience)} → ${versionOf(release)}`;
  if (typeof release === 'string') return `${versionOf(release)}${typeof shareBps === 'number' ? ` at ${shareWords(shareBps)}` : ''}`;
  if (typeof value.upstream === 'string') return value.upstream;
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${valueWords(key, each)}`)
    .join(', ');
}
