import { ApiError } from '@business-m/sdk';
import type { LostRace } from '@business-m/sdk/platform';

/** What the server says when somebody else wrote first, or null for every other failure. */
export function lostRaceOf(error: unknown): LostRace | null {
  if (!(error instanceof ApiError)) return null;
  const { problem } = error;
  return problem.status === 412 && problem.code === 'revision-changed' ? (problem as unknown as LostRace) : null;
}
