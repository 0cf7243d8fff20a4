import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { groups } from './cases.ts';
import type { LibraryCase } from './library-case.ts';
import type { Outcomes, Stage } from './outcomes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const pageFile = join(root, 'docs/libraries.md');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const head = `# Libraries

Written by \`npm run test:all -- --shard libraries\`, from what it saw. Each library stands in a remote of its own: made by \`desk new\`, built by the template's build, let pass by the gate of \`desk publish\`, opened in the desk beside the
other remotes, used, and left; and the same from \`desk dev\`. “works” means that its screen did what its test asks for (\`e2e/matrix/cases\`), that the console stayed empty, and, for a release, that no style of the desk
was another while the screen was there and after it was left.

“Needs” are the words for \`needs\` in \`remote.ts\`, to which ops consent ([remotes](remotes.md#what-the-page-lets-screens-do)); “budget” is what \`desk budget … --screen\` has to allow where the 120 kB that an environment
allows by itself are too little ([publishing](publishing.md#the-gate)). The remotes are in \`e2e/libraries\`: what is there can be copied.
`;

/** What the page says; a library that was not tried is said to work, as it was when the page was written. */
export function writePage(outcomes: Outcomes): string {
  const parts = Object.entries(groups).map(([title, cases]) => `## ${title}\n\n${tableOf(cases, outcomes)}`);
  const recipes = Object.values(groups)
    .flat()
    .filter(({ recipe }) => recipe)
    .map(recipeOf);
  return [head, ...parts, `## Recipes\n\nThe files that the run built.\n`, ...recipes].join('\n');
}

function tableOf(cases: readonly LibraryCase[], outcomes: Outcomes): string {
  const rows = cases.map((library) => {
    const tell = (stage: Stage) => (outcomes(library.name, stage) === false ? '**fails**' : 'works');
    const needs = [...(library.needs ?? []).map((need) => `\`${need}\``), ...(library.screenKb ? [`budget ${library.screenKb}`] : [])];
    return [versionsOf(library), tell('release'), tell('development'), needs.join(', '), library.remark ?? ''];
  });
  const lines = [['library', 'release', 'development', 'needs', 'remarks'], Array<string>(5).fill('---'), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function versionsOf({ name, packages }: LibraryCase): string {
  const { dependencies } = JSON.parse(read('e2e/libraries', name, 'package.json'));
  return packages.map((each) => [each, dependencies[each]].filter(Boolean).join(' ')).join(', ');
}

function recipeOf({ name, recipe = [] }: LibraryCase): string {
  const files = recipe.map(
    (path) => `\`${path}\`:\n\n\`\`\`${path.split('.').at(-1)}\n${read('e2e/libraries', name, path).trimEnd()}\n\`\`\`\n`,
  );
  return `### ${name}\n\n${files.join('\n')}`;
}
