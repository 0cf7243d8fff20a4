import type { RemoteAssets } from '@business-m/contract';

/** Run by the import map's hashes, linked with a hash of their own, or only drawn. */
const PROTECTED = /\.(?:m?js|css|map|woff2?|png|jpe?g|gif|svg|webp|avif|ico)$/;

/** Whether a release has files that its code can fetch and run, or does what only the page's policy allows. */
export const needsFileGuard = ({ files, needs = [] }: Pick<RemoteAssets, 'files' | 'needs'>): boolean =>
  needs.length > 0 || files.some(({ path }) => !PROTECTED.test(path));
