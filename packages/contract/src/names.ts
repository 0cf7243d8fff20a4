import { z } from 'zod/mini';

/** Paths the gateway keeps for itself: a scope of this name could never be reached. */
export const reservedScopes: readonly string[] = ['api', 'assets', 'gateway', 'meta', 'override', 'resource'];

/** A remote's and a service's name in URLs, storage and configuration: `finance`. */
export const scopeSchema = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'a scope is up to 32 lower-case letters, digits and hyphens, and begins with a letter'),
  z.refine((scope) => !reservedScopes.includes(scope), 'this name is reserved for paths of the gateway'),
);

/** `./journal-entries`: what a remote exposes, as module federation spells it. */
export const exposeNameSchema = z.string().check(z.regex(/^\.\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'an exposed module is ./name'));

/** Subresource Integrity, one SHA-384 hash (W3C SRI). */
export const integritySchema = z.string().check(z.regex(/^sha384-[A-Za-z0-9+/]{64}$/, 'integrity is sha384-<base64>'));

/** A path inside a release: no scheme, no leading slash, no dot segment. */
export const filePathSchema = z
  .string()
  .check(
    z.regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9_@.-]+(?:\/[A-Za-z0-9_@.-]+)*$/, 'a file path is relative, without dot segments'),
    z.maxLength(200),
  );

export const versionSchema = z
  .string()
  .check(z.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.-]{1,32})?$/, 'a version is major.minor.patch'));

/** A role a user may have. Roles are granted at sign-in and mean nothing to the shell and the gateway. */
export const roleSchema = nameOf('a role');
/** A customer organisation whose users and data are apart from others'. */
export const tenantSchema = nameOf('a tenant');
/** Where a user works, as the user directory says: `eu-west`. */
export const regionSchema = nameOf('a region');
/** An environment, or a document others extend: `prod`, `base`. Also the name of its file without `.json`. */
export const environmentNameSchema = nameOf('an environment');

function nameOf(kind: string) {
  return z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, `${kind} is lower-case letters, digits and hyphens`));
}
