import type { Mistakes } from './mistakes.ts';
import { read, type Variables } from './variables.ts';

/** `host` is this process's own. */
const RESERVED = /^(host|information_schema|pg_.*)$/;

/** The schema of a domain: `DATABASE_SCHEMA` with `{domain}` replaced; without it the domain's own name. */
export function readSchema(variables: Variables, prefix: string, scope: string, mistakes: Mistakes): string {
  const own = `${prefix}DATABASE_SCHEMA`;
  const name = read(variables, own) === undefined ? 'DATABASE_SCHEMA' : own;
  const schema = (read(variables, name) ?? '{domain}').replaceAll('{domain}', scope);
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || RESERVED.test(schema)) {
    mistakes.add(`${name} is a name of lower-case letters, digits and underscores in which {domain} may stand; “${schema}” cannot be used`);
  }
  return schema;
}
