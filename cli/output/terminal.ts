import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { usageFailure } from '../desk-failure.ts';
import { createPaint, type Paint } from './paint.ts';

/** Where a command speaks: the answer on standard output, everything else on standard error. */
export interface Terminal {
  paint: Paint;
  /** The one document of `--json`, or the text for people. */
  answer(json: boolean | undefined, document: unknown, text: () => string): void;
  /** Why a command ended without doing what it was asked for; as it stands. */
  complain(text: string): void;
  /** For what is on standard error. */
  alarm: Paint;
  /** Progress of something long, a line at a time. */
  say(line: string): void;
  /** Asks the person at the terminal for what the option would have said; a usage failure without a terminal. */
  ask(question: string, option: string): Promise<string>;
  /** The same, unseen. */
  askSecret(question: string, option: string): Promise<string>;
  /** The first line of what is piped in. */
  firstLine(): Promise<string>;
}

/** `input` and the two outputs of the process, unless a test has its own. */
export function createTerminal({ stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process): Terminal {
  const paint = createPaint(stdout);
  const alarm = createPaint(stderr);

  async function prompt(question: string, option: string, secret: boolean): Promise<string> {
    if (!stdin.isTTY || !stderr.isTTY) throw usageFailure(`There is nobody to ask: say it with ${option}.`);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: stdin, output: secret ? silent : stderr, terminal: true });
    try {
      if (secret) stderr.write(question);
      const answer = await lines.question(secret ? '' : question);
      if (secret) stderr.write('\n');
      return answer.trim();
    } finally {
      lines.close();
    }
  }

  return {
    paint,
    answer: (json, document, text) => void stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text()),
    alarm,
    complain: (text) => void stderr.write(text),
    say: (line) => void stderr.write(`${alarm.quiet(line)}\n`),
    async firstLine() {
      let text = '';
      for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
      return text.split(/\r?\n/)[0] ?? '';
    },
    ask: (question, option) => prompt(question, option, false),
    askSecret: (question, option) => prompt(question, option, true),
  };
}
