/**
 * The contract of `/api/gateway/admin/*`, for remotes that show or change what an environment consists of. Apart from the main entry: the
 * schemas bring zod along, which a remote ships only where it uses one at run time; types cost nothing.
 */
export {
  ALL_BPS,
  type Audience,
  type Author,
  type Change,
  type DesiredRemote,
  type DesiredState,
  type Difference,
  type Evidence,
  type RevisionSummary,
} from '@business-m/contract';
export * from '@business-m/contract/admin';
