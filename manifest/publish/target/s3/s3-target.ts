import type { ReleaseTarget } from '../release-target.ts';
export function openS3Target(address: string): ReleaseTarget {
  throw new Error(address);
}
