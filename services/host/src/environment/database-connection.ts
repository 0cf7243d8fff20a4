import type { PostgresConfig } from '@business-m/doctype';
import { type Mistakes, read, type Variables } from './variables.ts';

const PORT_MAX = 65_535;
const POOL_MAX = 200;
/** `prefer` and `allow` fall back to plain text silently, so they are not offered. */
const SSL_MODES: Readonly<Record<string, Connection['ssl']>> = {
  disable: false,
  require: { rejectUnauthorized: false },
  'no-verify': { rejectUnauthorized: false },
  'verify-ca': { rejectUnauthorized: true },
  'verify-full': { rejectUnauthorized: true },
};

/** What one set of variables says about a connection. */
export interface Connection extends Partial<Pick<PostgresConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'poolMax'>> {
  ssl?: false | { rejectUnauthorized: boolean };
}

/** `<prefix>DATABASE_URL`, or its parts. Both at once would contradict each other, except for the password and TLS. */
export function readConnection(variables: Variables, prefix: string, mistakes: Mistakes): Connection {
  const value = (name: string) => read(variables, `${prefix}DATABASE_${name}`);
  const fromUrl = value('URL') === undefined ? {} : parseUrl(`${prefix}DATABASE_URL`, value('URL') ?? '', mistakes);
  if (value('URL') !== undefined) {
    const both = ['HOST', 'PORT', 'USER', 'NAME'].filter((name) => value(name) !== undefined);
    if (both.length > 0) mistakes.add(`${prefix}DATABASE_URL and ${prefix}DATABASE_${both[0]} are both set: one of them is enough`);
    if (fromUrl.password !== undefined && value('PASSWORD') !== undefined) {
      mistakes.add(`${prefix}DATABASE_URL holds a password and ${prefix}DATABASE_PASSWORD is set: one of them is enough`);
    }
  }
  const parts = {
    host: value('HOST'),
    user: value('USER'),
    password: value('PASSWORD'),
    database: value('NAME'),
    port: readNumber(value('PORT'), `${prefix}DATABASE_PORT`, 1, PORT_MAX, mistakes),
    ssl: readSsl(value('SSL'), `${prefix}DATABASE_SSL`, mistakes),
    poolMax: readNumber(value('POOL'), `${prefix}DATABASE_POOL`, 1, POOL_MAX, mistakes),
  };
  return { ...fromUrl, ...defined(parts) };
}

function parseUrl(name: string, text: string, mistakes: Mistakes): Connection {
  const url = URL.parse(text);
  const parts = url && decodeParts(url);
  if (!url || !parts || !/^postgres(ql)?:$/.test(url.protocol) || parts.host === '' || parts.database === '') {
    mistakes.add(`${name} has the form postgres://user:password@host:5432/database`);
    return {};
  }
  const strange = [...url.searchParams.keys()].find((key) => key !== 'sslmode');
  if (strange !== undefined) mistakes.add(`${name} has a parameter “${strange}”; only sslmode is known`);
  return defined({
    ...parts,
    port: url.port === '' ? undefined : Number(url.port),
    user: parts.user || undefined,
    password: parts.password || undefined,
    ssl: readSsl(url.searchParams.get('sslmode') ?? undefined, `sslmode of ${name}`, mistakes),
  });
}

/** null when it holds a malformed escape. */
function decodeParts(url: URL) {
  try {
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
    };
  } catch {
    return null;
  }
}

function readSsl(mode: string | undefined, name: string, mistakes: Mistakes): Connection['ssl'] | undefined {
  if (mode === undefined) return undefined;
  if (!Object.hasOwn(SSL_MODES, mode)) mistakes.add(`${name} is one of ${Object.keys(SSL_MODES).join(', ')}`);
  return SSL_MODES[mode];
}

function readNumber(text: string | undefined, name: string, min: number, max: number, mistakes: Mistakes): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  mistakes.add(`${name} is a whole number from ${min} to ${max}`);
  return undefined;
}

/** Drops undefined values, so that spreading one set over another keeps the other's. */
function defined(connection: { [Name in keyof Connection]: Connection[Name] | undefined }): Connection {
  return Object.fromEntries(Object.entries(connection).filter(([, value]) => value !== undefined)) as Connection;
}
