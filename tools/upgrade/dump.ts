import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../../stack/process/run.ts';
import { ensurePostgres } from '../../stack/programs/postgres.ts';

const DUMP_MS = 120_000;
/** Between statements: PGlite takes one at a time. The file stays SQL. */
const NEXT = '\n-- next\n';

/** A database as SQL that makes it anew in an empty one, whoever owns that. `folder` is for what is written on the way. */
export async function dumpDatabase(url: string, folder: string): Promise<string> {
  const program = join(dirname(realpathSync(ensurePostgres().postgres)), 'pg_dump');
  const file = join(folder, 'dump.sql');
  const form = ['--no-owner', '--no-privileges', '--inserts', '--rows-per-insert=500', `--file=${file}`];
  await runProgram('pg_dump', [program, ...form, url], DUMP_MS);
  return splitStatements(readFileSync(file, 'utf8'))
    .filter((statement) => !/^(SET|SELECT pg_catalog\.set_config)\b/.test(statement))
    .join(NEXT);
}

/** Statements of a dump: they end with a semicolon that stands outside of quotes and of function bodies. */
function splitStatements(text: string): string[] {
  const lines = text.split('\n').filter((line) => !/^(--|\\(un)?restrict\b)/.test(line));
  const statements: string[] = [];
  let open = '';
  for (const line of lines) {
    if (open === '' && line === '') continue;
    open += `${open === '' ? '' : '\n'}${line}`;
    const isQuoted = (open.replaceAll(/\$\$[\s\S]*?\$\$/g, '').match(/'/g) ?? []).length % 2 === 1;
    const isInBody = (open.match(/\$(\w*)\$/g) ?? []).length % 2 === 1;
    if (isQuoted || isInBody || !line.endsWith(';')) continue;
    statements.push(open);
    open = '';
  }
  if (open !== '') throw new Error(`the dump does not end with a statement: ${open.slice(0, 200)}`);
  return statements;
}
