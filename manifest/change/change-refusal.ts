import { Refusal } from '@business-m/metadata';

export type ChangeRefusalCode =
  | 'unknown-remote'
  | 'remote-exists'
  | 'unknown-environment'
  | 'same-release'
  | 'halted-release'
  | 'nothing-before'
  | 'not-canary'
  | 'unknown-binding'
  | 'unknown-backend'
  | 'unknown-consent'
  | 'unacceptable';

/** A change that does not fit the document. `field`: the part of the request that is wrong, `changes.2.release`. */
export class ChangeRefusal extends Refusal<ChangeRefusalCode> {
  override name = 'ChangeRefusal';

  constructor(code: ChangeRefusalCode, sentence: string, field: string) {
    super(code, sentence, { field });
  }
}
