import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = join(import.meta.dirname, '..');

/** Renders the templates as the official image does: sources `15-desk.envsh`, then replaces the variables that its filter lets through. */
export function renderTemplates(env: NodeJS.ProcessEnv): { output: string } {
  const script = '. ./15-desk.envsh && env -0';
  const listed = execFileSync('sh', ['-euc', script], { cwd: here, env, encoding: 'utf8' });
  const variables = Object.fromEntries([...listed.matchAll(/([^=\0]+)=([^\0]*)/g)].map(([, name, value]) => [name, value ?? '']));
  const { NGINX_ENVSUBST_FILTER: filter = '', NGINX_ENVSUBST_OUTPUT_DIR: output = '' } = variables;
  mkdirSync(output, { recursive: true });
  for (const name of readdirSync(join(here, 'templates'))) {
    const text = readFileSync(join(here, 'templates', name), 'utf8').replaceAll(/\$\{(\w+)\}/g, (whole, name) =>
      new RegExp(filter).test(name) ? (variables[name] ?? whole) : whole,
    );
    writeFileSync(join(output, name.replace(/\.template$/, '')), text);
  }
  return { output };
}
