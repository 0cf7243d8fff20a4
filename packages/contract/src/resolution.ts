import { z } from 'zod/mini';
import { environmentNameSchema, integritySchema, scopeSchema } from './names.ts';
import { releaseIdSchema } from './release.ts';
import { remoteJsonSchema, routeSchema } from './remote-json.ts';

const declared = remoteJsonSchema.shape;

/** A screen the caller may have: enough to find it, and to name it. What it starts with stands in the release's own `remote.json`. */
export const resolvedRouteSchema = z.pick(routeSchema, { path: true, expose: true, title: true });
export type ResolvedRoute = z.infer<typeof resolvedRouteSchema>;

/** One remote as one caller gets it: one version, absolute CDN URLs, no upstream. `remote.json` names a screen’s files (docs/adr/0007). */
export const resolvedRemoteSchema = z.object({
  scope: scopeSchema,
  title: declared.title,
  version: declared.version,
  release: releaseIdSchema,
  /** Absolute URL of the release's folder, with a trailing slash; file paths are relative to it. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  remoteEntry: z.url({ protocol: /^https?$/ }),
  /** Of `remoteEntry`. */
  integrity: integritySchema,
  /** Of `<baseUrl>remote.json`, which holds the hashes of all other files. */
  descriptionIntegrity: integritySchema,
  /** How its entry is talked to. */
  format: declared.format,
  apiUrl: z.string(),
  metaUrl: z.string(),
  nav: declared.nav,
  routes: z.array(resolvedRouteSchema).check(z.maxLength(200)),
  permissions: declared.permissions,
});
export type ResolvedRemote = z.infer<typeof resolvedRemoteSchema>;

/** What must be known of a release before anything of it runs: a part of its `remote.json`. */
export const remoteAssetsSchema = z.pick(remoteJsonSchema, {
  scope: true,
  version: true,
  routes: true,
  exposes: true,
  entryImports: true,
  files: true,
  injectsStyles: true,
  requires: true,
  needs: true,
});
export type RemoteAssets = z.infer<typeof remoteAssetsSchema>;

/** A remote that ops switched off: the desk says so instead of losing it silently. */
export const disabledRemoteSchema = z.object({ scope: scopeSchema, title: z.string(), message: z.string() });

/** Names a release set: the same for two callers, or revisions, exactly when they get the same remotes. Its HTTP tag is `"<releaseSet>.<revision>"`. */
export const releaseSetIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

/** `GET /api/gateway/remotes`: one release set for one caller. */
export const resolutionSchema = z.object({
  schemaVersion: z.literal(2),
  /** Of the environment's document. */
  revision: z.int(),
  environment: environmentNameSchema,
  releaseSet: releaseSetIdSchema,
  /** In the order of the navigation. */
  remotes: z.array(resolvedRemoteSchema).check(z.maxLength(2000)),
  disabled: z.array(disabledRemoteSchema).check(z.maxLength(2000)),
  /** What a page with these remotes may do beyond what every page may; absent: nothing. A page that was loaded with less must be loaded anew. */
  granted: z.optional(z.array(z.string()).check(z.maxLength(2000))),
});
export type Resolution = z.infer<typeof resolutionSchema>;
