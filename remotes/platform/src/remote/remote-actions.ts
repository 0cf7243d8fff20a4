import type { Audience } from '@business-m/sdk/platform';

/** Which dialog of a remote is open. */
export type RemoteAction =
  | { kind: 'release'; release: string; shareBps: number }
  | { kind: 'rollback' | 'halt' | 'switch' | 'bind' | 'upstream' }
  | { kind: 'unbind'; match: Audience };
