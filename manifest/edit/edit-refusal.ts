import { Refusal } from '@business-m/metadata';
import type { ChangeRefusalCode } from '../change/index.ts';

/** Why an edit is not made or a proposal not decided. The gateway's table has the HTTP status of each. */
export type EditRefusalCode =
  | ChangeRefusalCode
  | 'already-decided'
  | 'environment-locked'
  | 'forbidden'
  | 'overloaded'
  | 'own-proposal'
  | 'revision-changed'
  | 'same-environment'
  | 'stale-proposal'
  | 'too-many-proposals'
  | 'unknown-proposal';

/** An edit or a decision that is refused. Nothing was written. */
export class EditRefusal extends Refusal<EditRefusalCode> {
  override name = 'EditRefusal';
}

export const unknownEnvironment = (name: string) => new EditRefusal('unknown-environment', `There is no environment “${name}”.`);
