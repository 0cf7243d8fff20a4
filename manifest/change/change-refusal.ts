import { Refusal } from '@business-m/metadata';

/** Why something that was asked of an environment cannot be. */
export type ChangeRefusalCode =
  | 'unknown-remote'
  | 'remote-exists'
  | 'unknown-environment'
  | 'same-environment'
  | 'same-release'
  | 'halted-release'
  | 'nothing-before'
  | 'not-canary'
  | 'unknown-binding'
  | 'unknown-backend'
  | 'unacceptable';

/** A change that does not fit the document. `field`: which part of what was asked, `changes.2.release`. */
export class ChangeRefusal extends Refusal<ChangeRefusalCode> {
  override name = 'ChangeRefusal';

  constructor(code: ChangeRefusalCode, sentence: string, field: string) {
    super(code, sentence, { field });
  }
}
