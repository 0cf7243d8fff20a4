import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createDesk } from './desk.ts';
import { createTerminal } from './output/terminal.ts';
import { createProgram } from './program.ts';
import { createReference, helpOf } from './reference.ts';

const program = () => createProgram(createDesk({}, createTerminal(), () => {}));

function all(command: Command): Command[] {
  return command.commands.flatMap((each) => [each, ...all(each)]);
}

test('keeps docs/desk-command.md equal to the command’s help', () => {
  // Refresh it with `node cli/reference.ts`.
  expect(readFileSync(new URL('../docs/desk-command.md', import.meta.url), 'utf8')).toContain(createReference(program()));
});

test('gives every command valid examples', () => {
  for (const command of all(program())) {
    const help = helpOf(command, 500);
    const examples = help.match(/^ {2}\$ npx desk .*$/gm) ?? [];
    expect([command.name(), examples.length]).not.toEqual([command.name(), 0]);
    for (const example of examples) {
      const words = [
        ...(example
          .replace(/^ {2}\$ npx desk /, '')
          .split(/ [<>]/)[0]
          ?.matchAll(/"([^"]*)"|(\S+)/g) ?? []),
      ].map(([, quoted, word]) => quoted ?? word ?? '');
      const taken = program();
      const ran: string[] = [];
      for (const each of all(taken))
        each
          .exitOverride()
          .configureOutput({ writeErr: () => {} })
          .action(() => void ran.push(each.name()));
      taken.parse(words, { from: 'user' });
      expect([example, ran]).toEqual([example, [expect.any(String)]]);
    }
  }
});

test('offers --json on every command with an answer', () => {
  const without = all(program()).filter(
    (command) => command.commands.length === 0 && !command.options.some(({ long }) => long === '--json'),
  );
  expect(without.map((command) => command.name())).toEqual(['dev', 'completion']);
});
