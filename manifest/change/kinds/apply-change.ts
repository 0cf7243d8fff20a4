import type { Change, ChangeKind } from '@business-m/contract';
import type { ChangeContext } from '../change-context.ts';
import type { Draft } from '../draft.ts';
import { applyAdd } from './add.ts';
import { applyBackend } from './backend.ts';
import { applyBind } from './bind.ts';
import type { ApplyKind } from './change-kind.ts';
import { applyDisable } from './disable.ts';
import { applyEnable } from './enable.ts';
import { applyHalt } from './halt.ts';
import { applyLock } from './lock.ts';
import { applyMode } from './mode.ts';
import { applyPromote } from './promote.ts';
import { applyRelease } from './release.ts';
import { applyRemove } from './remove.ts';
import { applyRollback } from './rollback.ts';
import { applyUnbind } from './unbind.ts';
import { applyUnlock } from './unlock.ts';

const kinds: { [Kind in ChangeKind]: ApplyKind<Kind> } = {
  add: applyAdd,
  remove: applyRemove,
  release: applyRelease,
  rollback: applyRollback,
  halt: applyHalt,
  bind: applyBind,
  unbind: applyUnbind,
  enable: applyEnable,
  disable: applyDisable,
  backend: applyBackend,
  mode: applyMode,
  promote: applyPromote,
  lock: applyLock,
  unlock: applyUnlock,
};

/** Changes the draft. */
export function applyChange(draft: Draft, change: Change, context: ChangeContext): void {
  const apply = kinds[change.kind] as ApplyKind<ChangeKind>;
  apply(draft, change, context);
}
