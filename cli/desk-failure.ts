/** How a command ended; what scripts tell apart by the exit code. */
export const exitCodes = {
  done: 0,
  /** Nothing has changed, or all of it was undone. */
  refused: 1,
  usage: 2,
  /** Half way: run it again, or undo it. */
  halfWay: 3,
  /** Written down, but in effect only once somebody else has approved it. */
  waits: 4,
  /** Somebody else changed the same thing first. Nothing was written. */
  lostRace: 5,
} as const;

export interface FailureDetails {
  cause?: unknown;
  exitCode?: number;
  /** What programs ask for; a gateway's own where it is the gateway that says no. */
  code?: string;
  /** What it concerns: a path of the document, an option. */
  field?: string;
  /** More of it, for `--json`. */
  more?: object;
}

/** A sentence for whoever typed the command: no bug, so no stack. */
export class DeskFailure extends Error {
  override name = 'DeskFailure';
  readonly exitCode: number;
  readonly details: FailureDetails;

  constructor(message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.exitCode = details.exitCode ?? exitCodes.refused;
    this.details = details;
  }
}

/** A command typed in a way that can mean nothing. */
export const usageFailure = (message: string): DeskFailure => new DeskFailure(message, { exitCode: exitCodes.usage, code: 'usage' });

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
