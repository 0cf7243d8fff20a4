import { z } from 'zod/mini';
import { scopeSchema } from './names.ts';
import { releaseIdSchema } from './release.ts';
import { remoteJsonSchema } from './remote-json.ts';

const declared = remoteJsonSchema.shape;

/** One remote as one caller gets it: exactly one version, absolute CDN URLs, no traffic table, no upstream address. */
export const resolvedRemoteSchema = z.object({
  scope: scopeSchema,
  title: declared.title,
  version: declared.version,
  release: releaseIdSchema,
  /** Absolute URL of the release's folder, with a trailing slash; file paths are relative to it. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  remoteEntry: z.url({ protocol: /^https?$/ }),
  /** Of `remoteEntry`. */
  integrity: z.string(),
  apiUrl: z.string(),
  metaUrl: z.string(),
  nav: declared.nav,
  routes: declared.routes,
  permissions: declared.permissions,
  exposes: declared.exposes,
  entryImports: declared.entryImports,
  files: declared.files,
  requires: declared.requires,
});
export type ResolvedRemote = z.infer<typeof resolvedRemoteSchema>;

/** A remote that ops switched off: the desk says so instead of losing it silently. */
export const disabledRemoteSchema = z.object({ scope: scopeSchema, title: z.string(), message: z.string() });

/** `GET /api/gateway/remotes`: one release set for one caller. */
export const resolutionSchema = z.object({
  schemaVersion: z.literal(1),
  /** Grows with each accepted edit of the desired state. */
  revision: z.int(),
  environment: z.string(),
  /** In the order of the navigation. */
  remotes: z.array(resolvedRemoteSchema).check(z.maxLength(2000)),
  disabled: z.array(disabledRemoteSchema),
});
export type Resolution = z.infer<typeof resolutionSchema>;
