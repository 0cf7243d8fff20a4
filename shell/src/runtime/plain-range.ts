/**
 * Whether a version is in a range, for the ranges that builds write: `^1.2.3`, `~1.2.3`, `1.2.3` and `*`, of versions without a pre-release, as semver
 * has them. Null for every other range: only all of semver's grammar, 6 kB that hardly a page needs, can say.
 */
export function inPlainRange(version: string, range: string): boolean | null {
  const has = parse(version);
  if (!has) return null;
  if (range === '*') return true;
  const [, sign = '', rest = ''] = /^([\^~]?)(.*)$/.exec(range) ?? [];
  const wants = parse(rest);
  if (!wants) return null;
  // How many numbers must be the same: with ^ up to the first that is not zero.
  const first = wants.findIndex((part) => part > 0);
  const fixed = sign === '' ? 3 : sign === '~' ? 2 : first < 0 ? 3 : first + 1;
  if (wants.slice(0, fixed).some((part, index) => part !== has[index])) return false;
  const differs = wants.findIndex((part, index) => part !== has[index]);
  return differs < 0 || (has[differs] ?? 0) > (wants[differs] ?? 0);
}

function parse(version: string): number[] | null {
  return /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.test(version) ? version.split('.').map(Number) : null;
}
