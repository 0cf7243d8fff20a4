import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { usageFailure } from '../desk-failure.ts';
import { createPaint } from './paint.ts';

export type Terminal = ReturnType<typeof createTerminal>;

/** Where a command speaks: the answer on standard output, everything else on standard error. A test has streams of its own. */
export function createTerminal({ stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process) {
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
    /** The one document of `--json`, or the text for people. */
    answer: (json: boolean | undefined, document: unknown, text: () => string) =>
      void stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text()),
    /** For what is on standard error. */
    alarm,
    /** Why a command ended without doing what it was asked for; as it stands. */
    complain: (text: string) => void stderr.write(text),
    /** Progress of something long, a line at a time. */
    say: (line: string) => void stderr.write(`${alarm.quiet(line)}\n`),
    async firstLine(): Promise<string> {
      let text = '';
      for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
      return text.split(/\r?\n/)[0] ?? '';
    },
    /** Asks the person at the terminal for what the option would have said; a usage failure without a terminal. */
    ask: (question: string, option: string) => prompt(question, option, false),
    /** The same, unseen. */
    askSecret: (question: string, option: string) => prompt(question, option, true),
  };
}
