import type { Audience } from '@business-m/sdk/platform';

/** Which dialog of a remote is open. `fixed`: the release is not to be chosen any more, only its share. */
export type RemoteAction =
  | { kind: 'release'; release: string; shareBps: number; fixed?: boolean }
  | { kind: 'rollback' | 'halt' | 'switch' | 'bind' | 'upstream' }
  | { kind: 'unbind'; match: Audience };
