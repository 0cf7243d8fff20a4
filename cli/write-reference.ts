import { readFileSync, writeFileSync } from 'node:fs';
import { createDesk } from './desk.ts';
import { createTerminal } from './output/terminal.ts';
import { createProgram } from './program.ts';
import { createReference } from './reference.ts';

/** Everything below this line is written by the command itself. */
const MARK = '<!-- The rest is what the command says of itself: node cli/write-reference.ts writes it, and a test holds it to that. -->';
const file = new URL('../docs/desk-command.md', import.meta.url);

const [introduction = ''] = readFileSync(file, 'utf8').split(MARK);
const program = createProgram(createDesk({}, createTerminal(), () => {}));
writeFileSync(file, `${introduction}${MARK}\n\n${createReference(program)}`);
