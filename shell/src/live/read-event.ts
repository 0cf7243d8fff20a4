import type { ReleaseSetEvent } from '@business-m/contract';

/** What a gateway, or a tab of another build of the desk, says; null when this build cannot use it. By hand: the schema would share a file with the page's first code. */
export function readEvent(said: unknown): ReleaseSetEvent | null {
  if (typeof said !== 'object' || said === null) return null;
  const { revision, releaseSet, shell } = said as Partial<Record<keyof ReleaseSetEvent, unknown>>;
  const isEvent = Number.isInteger(revision) && typeof releaseSet === 'string' && releaseSet !== '' && typeof shell === 'string';
  return isEvent ? (said as ReleaseSetEvent) : null;
}
