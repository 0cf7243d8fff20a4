/** Why a command ended without doing what it was asked for; what scripts tell apart by the exit code. */
export const exitCodes = {
  /** Nothing has changed, or all of it was undone. */
  refused: 1,
  usage: 2,
  /** Half way: run it again, or undo it. */
  halfWay: 3,
} as const;

/** A sentence for whoever typed the command: no bug, so no stack. */
export class DeskFailure extends Error {
  override name = 'DeskFailure';
  readonly exitCode: number;

  constructor(message: string, { cause, exitCode = exitCodes.refused }: { cause?: unknown; exitCode?: number } = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
