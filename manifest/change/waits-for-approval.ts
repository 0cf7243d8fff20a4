import type { Change } from '@business-m/contract';
import type { ChangeContext } from './change-context.ts';
import { type Draft, own } from './draft.ts';

/**
 * Whether a change of this document is for somebody else to approve, where the environment asks for that at all. What only takes back
 * what people had, switches off, or changes nobody's desk does not wait: it is what one does at night, alone.
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
        // A release that everybody had once was approved once; any other could be anything.
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
