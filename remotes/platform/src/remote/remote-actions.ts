import type { Audience } from '@business-m/sdk/platform';
import type { ChangeDialogProps } from '../change/change-dialog.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';

/** Which dialog of a remote is open. `fixed`: the release is not to be chosen any more, only its share. */
export type RemoteAction =
  | { kind: 'release'; release: string; shareBps: number; fixed?: boolean }
  | { kind: 'rollback' | 'halt' | 'switch' | 'bind' | 'upstream' }
  | { kind: 'unbind'; match: Audience };

/** What every section of the screen needs. */
export interface SectionProps {
  row: RemoteRow;
  locked: boolean;
  onAct(action: RemoteAction): void;
}

/** What every dialog of a remote needs. */
export type DialogProps = Pick<ChangeDialogProps, 'environment' | 'head' | 'onClose'> & { row: RemoteRow };
