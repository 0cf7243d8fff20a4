import type { Audience } from '@business-m/sdk/platform';
import type { ChangeDialogProps } from '../change/change-dialog.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';

/** The open dialog. `fixed`: only the share is chosen, not the release. */
export type RemoteAction =
  | { kind: 'release'; release: string; shareBps: number; fixed?: boolean }
  | { kind: 'rollback' | 'halt' | 'switch' | 'bind' | 'upstream' }
  | { kind: 'unbind'; match: Audience };

export interface SectionProps {
  row: RemoteRow;
  locked: boolean;
  onAct(action: RemoteAction): void;
}

export type DialogProps = Pick<ChangeDialogProps, 'environment' | 'head' | 'onClose'> & { row: RemoteRow };
