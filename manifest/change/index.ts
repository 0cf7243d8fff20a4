export { applyChanges } from './apply-changes.ts';
export { ChangeRefusal, type ChangeRefusalCode } from './change-refusal.ts';
export { differences } from './differences.ts';
export type { ChangeContext } from './draft.ts';
export { rewriteJson } from './rewrite-json.ts';
export { type StableHistory, stableHistory } from './stable-history.ts';
export { waitsForApproval } from './waits-for-approval.ts';
