import { relative } from 'node:path';
import type { Command } from 'commander';
import { type Desk, describeCommand } from '../desk.ts';
import { exitCodes } from '../desk-failure.ts';
import { type FileFault, validateFile } from '../workspace/validate-file.ts';

export function validateCommand(desk: Desk): Command {
  return describeCommand('validate', 'check an environment’s file before it is used; nothing needs to run', [
    ['validate manifest/environments/prod.json'],
    ['validate manifest/environments/base.json', 'and every file beside it that extends it'],
  ])
    .argument('<files...>', 'desired states; what they extend lies beside them')
    .action(async (files: string[], options: { json?: true }) => {
      const paths = files.map(desk.path);
      const validated = await Promise.all(paths.map(validateFile));
      const faults = validated.flatMap((each) => each.faults);
      const assumed = [...new Set(validated.flatMap((each) => each.assumed))];
      if (faults.length > 0) desk.endWith(exitCodes.refused);
      desk.terminal.answer(options.json, { valid: faults.length === 0, faults, assumed }, () => describe(desk, paths, faults, assumed));
    });
}

function describe(
  { terminal: { paint } }: Desk,
  files: readonly string[],
  faults: readonly FileFault[],
  assumed: readonly string[],
): string {
  const short = (file: string) => (relative(process.cwd(), file).startsWith('..') ? file : relative(process.cwd(), file));
  const note = assumed.length > 0 ? paint.quiet(`The gateway has to know ${assumed.join(', ')}: not set here, so not looked at.\n`) : '';
  if (faults.length === 0) return files.map((file) => `${paint.good('✓')} ${short(file)}\n`).join('') + note;
  return faults
    .map(({ file, line, column, path, message }) => {
      const where = line === undefined ? short(file) : `${short(file)}:${line}:${column}`;
      return `${paint.bad('✗')} ${paint.strong(where)} ${path ? `${path}: ` : ''}${message}\n`;
    })
    .join('');
}
