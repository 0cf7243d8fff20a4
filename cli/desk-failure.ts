import { Refusal } from '@business-m/metadata';

/** How a command ended: the exit codes that scripts tell apart. */
export const exitCodes = {
  done: 0,
  /** Nothing has changed, or all of it was undone. */
  refused: 1,
  usage: 2,
  /** Half done: run it again, or undo it. */
  halfWay: 3,
  /** Proposed: in effect once a second person has approved it. */
  waits: 4,
  /** Another change was written first. Nothing was written. */
  lostRace: 5,
} as const;

export interface FailureDetails {
  cause?: unknown;
  exitCode?: number;
  /** A gateway's own code where the gateway refused. */
  code?: string;
  /** What it concerns: a path of the document, an option. */
  field?: string;
  /** More members of the error that `--json` prints. */
  more?: object;
}

/** A refusal with an exit code. */
export class DeskFailure extends Refusal {
  override name = 'DeskFailure';
  readonly exitCode: number;

  constructor(sentence: string, { exitCode = exitCodes.refused, code = 'failed', field, cause, more }: FailureDetails = {}) {
    super(code, sentence, { field, cause, members: { ...more } });
    this.exitCode = exitCode;
  }
}

/** For a command line that means nothing. */
export const usageFailure = (message: string): DeskFailure => new DeskFailure(message, { exitCode: exitCodes.usage, code: 'usage' });

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
