import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { scopeSchema } from '@business-m/contract';
import { DeskFailure, usageFailure } from '../desk-failure.ts';

const TEMPLATE = 'template';
const made = new Set(['node_modules', 'dist', '.vite', 'coverage']);

/** Copies `remotes/template` to `remotes/<name>`, all or nothing; `title` is for the navigation. Answers the files below that folder. */
export async function scaffold({ root, name, title }: { root: string; name: string; title: string }): Promise<string[]> {
  await checkName(root, name);
  checkTitle(title);
  const cache = join(root, 'node_modules/.cache/desk');
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'new-'));
  try {
    await cp(join(root, 'remotes', TEMPLATE), draft, { recursive: true, filter: (path) => !made.has(basename(path)) });
    const files: string[] = [];
    for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      await writeFile(file, asOwn(await readFile(file, 'utf8'), name, title));
      const named = join(entry.parentPath, entry.name.replaceAll(TEMPLATE, name));
      if (named !== file) await rename(file, named);
      files.push(named.slice(draft.length + 1));
    }
    await rename(draft, join(root, 'remotes', name));
    return files.sort();
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** The template says `template` and `Template` only where it means itself; a test holds it to that. */
const asOwn = (text: string, name: string, title: string) => text.replaceAll(TEMPLATE, name).replaceAll('Template', title);

async function checkName(root: string, name: string): Promise<void> {
  const parsed = scopeSchema.safeParse(name);
  if (!parsed.success) throw usageFailure(`“${name}” cannot be the name of a remote: ${parsed.error.issues[0]?.message}.`);
  const taken = (where: string) => new DeskFailure(`The name ${name} is taken: ${where}.`, { code: 'taken' });
  const folders = await readdir(join(root, 'remotes'));
  if (folders.includes(name)) throw taken(`there is remotes/${name}`);
  for (const file of await readdir(join(root, 'manifest/environments'))) {
    if (file.endsWith('.json') && (await remotesIn(join(root, 'manifest/environments', file))).includes(name))
      throw taken(`manifest/environments/${file} has a remote of that name`);
  }
}

/** None in a file that is not JSON at the moment. */
async function remotesIn(file: string): Promise<string[]> {
  try {
    return Object.keys(JSON.parse(await readFile(file, 'utf8')).remotes ?? {});
  } catch {
    return [];
  }
}

function checkTitle(title: string): void {
  // It goes into TypeScript, JSX and HTML as it stands.
  if (/^[\p{L}\p{N}][\p{L}\p{N} .,-]{0,39}$/u.test(title)) return;
  throw usageFailure(`“${title}” cannot be a title: 1 to 40 letters, digits, spaces, commas, dots and hyphens.`);
}
