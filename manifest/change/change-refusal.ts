/** Why something that was asked of an environment cannot be. The gateway's table has the HTTP status of each. */
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
export class ChangeRefusal extends Error {
  override name = 'ChangeRefusal';
  readonly code: ChangeRefusalCode;
  readonly field: string;

  constructor(code: ChangeRefusalCode, sentence: string, field: string) {
    super(sentence);
    this.code = code;
    this.field = field;
  }
}
