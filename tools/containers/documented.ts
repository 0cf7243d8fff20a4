import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../stack/workspace.ts';

/** The blocks of shell commands below a heading of a page of the docs, as they stand. */
export function readCommands(page: string, heading: string): string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  const section = text.split(/^(?=## )/m).find((each) => each.startsWith(`## ${heading}\n`)) ?? '';
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands = '']) => commands);
}
