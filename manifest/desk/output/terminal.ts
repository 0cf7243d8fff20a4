import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { usageFailure } from '../desk-failure.ts';
import { createPaint, type Paint } from './paint.ts';

/** Where a command speaks: the answer on standard output, everything else on standard error. */
export interface Terminal {
  paint: Paint;
  /** The one document of `--json`, or the text for people. */
  answer(json: boolean | undefined, document: unknown, text: () => string): void;
  /** Progress of something long, a line at a time. */
  say(line: string): void;
  /** What the option would have said, from whoever sits there; a usage failure where nobody does. */
  ask(question: string, option: string): Promise<string>;
  /** The same, unseen. */
  askSecret(question: string, option: string): Promise<string>;
}

export function createTerminal(): Terminal {
  const paint = createPaint(process.stdout);
  const quiet = createPaint(process.stderr).quiet;

  async function prompt(question: string, option: string, secret: boolean): Promise<string> {
    if (!process.stdin.isTTY || !process.stderr.isTTY) throw usageFailure(`There is nobody to ask: say it with ${option}.`);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: true });
    try {
      if (secret) process.stderr.write(question);
      const answer = await lines.question(secret ? '' : question);
      if (secret) process.stderr.write('\n');
      return answer.trim();
    } finally {
      lines.close();
    }
  }

  return {
    paint,
    answer: (json, document, text) => void process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text()),
    say: (line) => void process.stderr.write(`${quiet(line)}\n`),
    ask: (question, option) => prompt(question, option, false),
    askSecret: (question, option) => prompt(question, option, true),
  };
}
