import type { Change, ChangeKind } from '@business-m/contract';
import type { ChangeContext } from '../change-context.ts';
import type { Draft } from '../draft.ts';

export type ChangeOf<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/** What one kind of change does to a document. Throws `ChangeRefusal`, whose field is inside the change. */
export type ApplyKind<Kind extends ChangeKind> = (draft: Draft, change: ChangeOf<Kind>, context: ChangeContext) => void;
