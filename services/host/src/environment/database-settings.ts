import { join } from 'node:path';
import type { PGliteConfig, PostgresConfig } from '@business-m/doctype';
import { readConnection } from './database-connection.ts';
import { type Mistakes, read, type Variables } from './variables.ts';

/** `host` is this process's own. */
const RESERVED_SCHEMAS = /^(host|information_schema|pg_.*)$/;
const PORT_DEFAULT = 5432;
const POOL_DEFAULT = 10;

export interface DomainDatabase {
  database: PostgresConfig | (PGliteConfig & { folder: string });
  schema: string;
}

/** The database of each domain: `WMS_DATABASE_…`, else `DATABASE_…`, else PGlite in the data folder. */
export function readDatabases(variables: Variables, scopes: readonly string[], dataFolder: string, mistakes: Mistakes) {
  const common = readConnection(variables, '', mistakes);
  const databases: Record<string, DomainDatabase> = {};
  for (const scope of scopes) {
    const prefix = `${scope.toUpperCase()}_`;
    const given = { ...common, ...readConnection(variables, prefix, mistakes) };
    const schema = readSchema(variables, prefix, scope, mistakes);
    const placed = given.host !== undefined || given.database !== undefined || given.user !== undefined;
    if (!placed) {
      databases[scope] = { database: { engine: 'pglite', folder: join(dataFolder, 'db') }, schema };
      continue;
    }
    for (const [name, value] of [
      ['HOST', given.host],
      ['USER', given.user],
      ['NAME', given.database],
    ] as const) {
      if (value === undefined) mistakes.add(`DATABASE_${name} is missing for the domain ${scope}, whose other DATABASE_ variables are set`);
    }
    const defaults = { host: '', port: PORT_DEFAULT, user: '', password: '', database: '', ssl: false, poolMax: POOL_DEFAULT };
    databases[scope] = { database: { engine: 'postgres', ...defaults, ...given }, schema };
  }
  refuseSharedSchemas(databases, mistakes);
  return databases;
}

/** Equal for two domains that use one database: they share its pool. */
export function databaseKey({ database }: DomainDatabase): string {
  if (database.engine === 'pglite') return database.folder;
  const { host, port, user, database: name } = database;
  return `${user}@${host}:${port}/${name}`;
}

function refuseSharedSchemas(databases: Readonly<Record<string, DomainDatabase>>, mistakes: Mistakes): void {
  const taken = new Map<string, string>();
  for (const [scope, each] of Object.entries(databases)) {
    const place = `${databaseKey(each)}#${each.schema}`;
    const other = taken.get(place);
    if (other !== undefined) {
      mistakes.add(
        `DATABASE_SCHEMA gives ${other} and ${scope} the same schema “${each.schema}” of one database: leave it out, or write {domain} into it`,
      );
    }
    taken.set(place, scope);
  }
}

/** The schema of a domain: `DATABASE_SCHEMA` with `{domain}` replaced; without it the domain's own name. */
function readSchema(variables: Variables, prefix: string, scope: string, mistakes: Mistakes): string {
  const own = `${prefix}DATABASE_SCHEMA`;
  const name = read(variables, own) === undefined ? 'DATABASE_SCHEMA' : own;
  const schema = (read(variables, name) ?? '{domain}').replaceAll('{domain}', scope);
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || RESERVED_SCHEMAS.test(schema)) {
    mistakes.add(`${name} is a name of lower-case letters, digits and underscores in which {domain} may stand; “${schema}” cannot be used`);
  }
  return schema;
}
