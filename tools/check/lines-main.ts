import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Counts the source lines of a commit, for comparing two states of the project: `node tools/check/lines-main.ts [--base <commit>] [<commit>]`.
 *
 * Source is what people write and read beside tests: TypeScript, JavaScript and CSS, comments and blank lines included, as the formatter leaves
 * them. Left out: tests and what only tests use (`*.test.*`, `*.spec.*`, `testing/`, `fixtures/`, `e2e/`, contract suites), and frozen or
 * generated files.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const source = /\.(ts|tsx|mjs|js|css)$/;
const others =
  /\.(test|spec)\.|(^|\/)(testing|fixtures|frozen|stand-ins|fakes)\/|^e2e\/|-contract\.ts$|(^|\/)(mockServiceWorker|testing)\.[jt]s$/;
const SMALL_LINES = 15;

interface Count {
  files: number;
  lines: number;
  small: number;
  median: number;
  p90: number;
}

function count(commit: string): Count {
  const git = (args: string[], input?: string) => execFileSync('git', args, { cwd: root, input, maxBuffer: 1 << 28 });
  const entries = git(['ls-tree', '-r', commit])
    .toString()
    .split('\n')
    .flatMap((line) => {
      const [, type, hash = '', path = ''] = /^\d+ (\w+) (\w+)\t(.*)$/.exec(line) ?? [];
      return type === 'blob' && source.test(path) && !others.test(path) ? [{ hash, path }] : [];
    });
  const answer = git(['cat-file', '--batch'], entries.map(({ hash }) => `${hash}\n`).join(''));
  const lines: number[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at);
    const sizeBytes = Number(answer.subarray(at, end).toString().split(' ')[2]);
    const text = answer.subarray(end + 1, end + 1 + sizeBytes).toString();
    lines.push(text.split('\n').length - 1);
    at = end + 1 + sizeBytes + 1;
  }
  lines.sort((a, b) => a - b);
  const at = (share: number) => lines[Math.floor((lines.length - 1) * share)] ?? 0;
  return {
    files: lines.length,
    lines: lines.reduce((sum, each) => sum + each, 0),
    small: lines.filter((each) => each <= SMALL_LINES).length,
    median: at(0.5),
    p90: at(0.9),
  };
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { base: { type: 'string' } } });
const describe = ({ files, lines, small, median, p90 }: Count) =>
  `${lines} lines in ${files} files; ${small} of ${SMALL_LINES} lines or fewer; median ${median}, p90 ${p90}`;
const now = count(positionals[0] ?? 'HEAD');
if (values.base !== undefined) {
  const base = count(values.base);
  console.log(`${values.base}: ${describe(base)}`);
  console.log(`${((now.lines / base.lines - 1) * 100).toFixed(1)} % lines since then`);
}
console.log(`${positionals[0] ?? 'HEAD'}: ${describe(now)}`);
