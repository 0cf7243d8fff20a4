import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createDesk } from './desk.ts';
import { createTerminal } from './output/terminal.ts';
import { createProgram } from './program.ts';

const WIDTH = 120;

/** `docs/desk-command.md` below its introduction: the help of every command, as the command itself says it. */
export function createReference(program: Command): string {
  const section = ([group, commands]: [string, Command[]]) =>
    `## ${group.replace(/:$/, '')}\n\n${commands.map((command) => describe(command, `desk ${command.name()}`)).join('\n')}`;
  return [...Map.groupBy(program.commands, (command) => command.helpGroup())].map(section).join('\n');
}

export function helpOf(command: Command, widthCharacters: number): string {
  const written: string[] = [];
  command.configureOutput({
    writeOut: (text) => void written.push(text),
    getOutHelpWidth: () => widthCharacters,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return written.join('');
}

function describe(command: Command, name: string): string {
  const help = helpOf(command, WIDTH);
  const below = command.commands.filter((each) => each.name() !== 'help').map((each) => describe(each, `${name} ${each.name()}`));
  return [`### ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`, ...below].join('\n');
}

/** Everything below this line is written by the command itself. */
const MARK = '<!-- The rest is what the command says of itself: node cli/reference.ts writes it, and a test holds it to that. -->';

if (import.meta.main) {
  const file = new URL('../docs/desk-command.md', import.meta.url);

  const [introduction = ''] = readFileSync(file, 'utf8').split(MARK);
  const program = createProgram(createDesk({}, createTerminal(), () => {}));
  writeFileSync(file, `${introduction}${MARK}\n\n${createReference(program)}`);
}
