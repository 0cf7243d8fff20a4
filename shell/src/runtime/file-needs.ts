import type { RemoteAssets } from '@business-m/contract';

/** Run by the import map's hashes, or only drawn. Not sprites, which are drawn from the page. */
const PROTECTED = /\.(?:m?js|map|woff2?|png|jpe?g|gif|webp|avif|ico)$/;

/** Whether a release has files that its code can fetch, run or link, or does what only the page's policy allows. */
export function needsFileGuard({
  files,
  exposes,
  injectsStyles = true,
  needs = [],
}: Pick<RemoteAssets, 'files' | 'exposes' | 'injectsStyles' | 'needs'>): boolean {
  // The shell links them with their hashes.
  const linked = new Set(Object.values(exposes).flatMap(({ css }) => css));
  // Code that makes styles makes elements: script elements, too.
  return injectsStyles || needs.length > 0 || files.some(({ path }) => !PROTECTED.test(path) && !linked.has(path));
}
