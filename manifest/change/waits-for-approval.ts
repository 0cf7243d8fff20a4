import type { Change } from '@business-m/contract';
import type { ChangeContext } from './draft.ts';
import { type Draft, own } from './draft.ts';

/** Whether these changes need a second person. What only undoes, switches off or reaches no user can be done by one person alone. */
export function waitsForApproval(merged: unknown, changes: readonly Change[], { stables }: Pick<ChangeContext, 'stables'>): boolean {
  return changes.some((change) => {
    switch (change.kind) {
      case 'halt':
      case 'disable':
      case 'lock':
      case 'unlock':
        return false;
      case 'consent':
        return !change.withdraw;
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
