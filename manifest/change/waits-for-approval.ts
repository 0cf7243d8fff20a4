import type { Change } from '@business-m/contract';
import type { ChangeContext } from './change-context.ts';
import { type Draft, own } from './draft.ts';

/**
 * Whether these changes need a second person's approval, in an environment that asks for approval. A change that only undoes, switches
 * off or reaches no user does not wait: one person must be able to make it at night, alone.
 */
export function waitsForApproval(merged: unknown, changes: readonly Change[], { stables }: Pick<ChangeContext, 'stables'>): boolean {
  return changes.some((change) => {
    switch (change.kind) {
      case 'halt':
      case 'disable':
      case 'lock':
      case 'unlock':
        return false;
      case 'rollback':
        // A release that was stable once was approved once.
        return change.to !== undefined && !stables(change.scope).ever.includes(change.to);
      case 'release': {
        const canary = own((merged as Draft).remotes, change.scope)?.releases?.canary;
        return canary?.release !== change.release || change.shareBps > canary.shareBps;
      }
      default:
        return true;
    }
  });
}
