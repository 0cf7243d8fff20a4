import type { PublishFault } from '../publish-refusal.ts';

/** Every reason the gate knows, with what to do about each: docs/publishing.md. */
export type GateCode =
  | 'shared-not-provided'
  | 'shared-range-unsatisfied'
  | 'shared-range-invalid'
  | 'shared-copied'
  | 'shares-nothing'
  | 'fleet-disagrees'
  | 'host-api-unknown'
  | 'file-missing'
  | 'import-elsewhere'
  | 'dead-reference'
  | 'route-collision'
  | 'scope-reserved'
  | 'scope-owned'
  | 'screen-too-large'
  | 'release-too-large'
  | 'css-unreadable'
  | 'css-reaches-out'
  | 'css-loads-elsewhere'
  | 'version-exists';

/** Why a release is not let in. */
export interface GateFault extends PublishFault {
  code: GateCode;
  /** What would break: the remote, in which release and environment, where that can be said. */
  breaks: { scope: string; release?: string; environment?: string };
}
