import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from './apt-install.ts';

/** A program that the desk or its tests need and do not bring. */
export type Program = {
  /** As people call it. */
  title: string;
  packages: readonly string[];
  /** What to do when it cannot be installed here. */
  remedy: string;
};

export const ensureNats = (): string => ensureServer('nats-server', ['nats-server'], 'NATS_SERVER_PATH');
export const ensureNginx = (): string => ensureServer('nginx', ['nginx', 'libnginx-mod-http-brotli-static'], 'NGINX_PATH');

function ensureServer(title: string, packages: readonly string[], variable: string): string {
  const remedy = `install it (Debian: \`apt-get install ${title}\`, macOS: \`brew install ${title}\`), or set ${variable} to one`;
  return ensureProgram({ title, packages, remedy }, () => findProgram(variable, [title]));
}

/** What `find` answers, after an installation where that is possible; throws one sentence that says what to do otherwise. */
export function ensureProgram<Found>({ title, packages, remedy }: Program, find: () => Found | null): Found {
  const found = find() ?? (aptInstall(packages) ? find() : null);
  if (found === null) throw new Error(`No ${title} was found: ${remedy}.`);
  return found;
}

/** The program that the variable names, or else the first of `names` in PATH or where distributions keep servers; null when there is none. */
export function findProgram(variable: string, names: readonly string[]): string | null {
  const named = process.env[variable];
  if (named && !isExecutable(named)) throw new Error(`${variable} is ${named}, which cannot be executed.`);
  return named || findInPath(names);
}

/** The first of `names` in PATH or where distributions keep servers; null when there is none. */
export function findInPath(names: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
