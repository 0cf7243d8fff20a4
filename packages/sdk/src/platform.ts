/** The contract of `/api/gateway/admin/*`, for remotes that operate the desk. Apart from the main entry: the schemas bring zod along. */
export {
  ALL_BPS,
  type Audience,
  type Author,
  type Change,
  type DesiredRemote,
  type DesiredState,
  type Difference,
  type Evidence,
  type Failure,
  type RevisionSummary,
  splitRelease,
} from '@business-m/contract';
export * from '@business-m/contract/admin';
