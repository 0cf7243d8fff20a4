import type { LostRace as LostRaceBody } from '@business-m/contract/admin';
import { DeskFailure, exitCodes } from '../desk-failure.ts';
import { drawDifferences } from '../output/differences.ts';
import type { Paint } from '../output/paint.ts';
import { describeAge, describeAuthor } from '../output/words.ts';

/** Somebody else wrote first; both sides of it. */
export class LostRace extends DeskFailure {
  readonly body: LostRaceBody;

  constructor(body: LostRaceBody) {
    super(body.detail, {
      exitCode: exitCodes.lostRace,
      code: body.code,
      more: { current: body.current, theirs: body.theirs, yours: body.yours },
    });
    this.body = body;
  }

  /** Both sides for a person, and how to go on. */
  describe(paint: Paint, now: Date): string {
    const { current, theirs, yours } = this.body;
    const by = `revision ${current.number}, ${describeAge(current.time, now)} by ${describeAuthor(current.author)}: “${current.reason}”`;
    return `
${paint.strong('Theirs')}  ${by}
${drawDifferences(theirs, paint)}
${paint.strong('Yours')}
${yours.length > 0 ? drawDifferences(yours, paint) : '  what the command asks for\n'}
Nothing was written. Run the same command again to make your change on top of theirs, or leave it at that.
`;
  }
}
