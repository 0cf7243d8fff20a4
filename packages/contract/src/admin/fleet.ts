import { z } from 'zod/mini';
import { desiredRemoteSchema } from '../desired.ts';
import { environmentNameSchema, scopeSchema, versionSchema } from '../names.ts';
import { needsSchema } from '../needs.ts';
import { policySchema } from '../policy.ts';
import { releaseIdSchema } from '../release.ts';
import { remoteJsonSchema } from '../remote-json.ts';
import { failureSchema } from '../revision.ts';

/** How a release did lately. Users, not events: one who reloads ten times counts once. */
export const releaseHealthSchema = z.object({
  release: releaseIdSchema,
  /** Users who reported anything of it in the window. */
  users: z.int(),
  /** Of them, those with at least one failed load, crash or uncaught error. */
  failed: z.int(),
  slow: z.int(),
  /** The most frequent, worst first. */
  failures: z.array(failureSchema).check(z.maxLength(10)),
});
export type ReleaseHealth = z.infer<typeof releaseHealthSchema>;

export const fleetReleaseSchema = z.object({
  id: releaseIdSchema,
  version: versionSchema,
  publishedAt: z.nullable(z.iso.datetime()),
  /** Key id; null: not signed, or not looked at because nothing names it. */
  signedBy: z.nullable(z.string()),
});

export const fleetRemoteSchema = z.object({
  scope: scopeSchema,
  /** As the environment's merged document has it, `latest` looked up. */
  remote: desiredRemoteSchema,
  /** What the CDN has, newest first, at most 50. Absent when it was not asked for, and when the CDN does not say. */
  published: z.optional(z.array(fleetReleaseSchema).check(z.maxLength(50))),
  /** Of the releases that the environment names: what the page may do for them, and what nobody has consented to. Absent: they need nothing. */
  needs: z.optional(z.object({ granted: needsSchema, blocked: needsSchema })),
  health: z.array(releaseHealthSchema),
  upstream: z.object({ url: z.nullable(z.string()), status: z.enum(['up', 'down', 'unknown']), message: z.optional(z.string()) }),
});
export type FleetRemote = z.infer<typeof fleetRemoteSchema>;

/**
 * `GET /api/gateway/admin/fleet`: what the environment served here consists of. `?scope=<scope>`: of its remotes that one alone, or none.
 * `?published=true`: with what the CDN has of them, too much to ask for a large fleet again and again. Tag: of the bytes.
 */
export const fleetSchema = z.object({
  environment: environmentNameSchema,
  revision: z.int(),
  cdn: z.string(),
  /** Over the health, in minutes. */
  windowMinutes: z.int(),
  shell: z.object({ build: z.string(), hostApi: z.string(), shared: z.record(z.string(), z.string()) }),
  remotes: z.array(fleetRemoteSchema),
});
export type Fleet = z.infer<typeof fleetSchema>;

/** `GET /api/gateway/admin/stack`: a stack of a release's files by the files of its team. */
export const mappedStackSchema = z.object({
  /** A frame a line: function, file, line and column; one that no map knows as it was asked. Null: nothing could be mapped. */
  stack: z.nullable(z.string()),
  /** Why not. */
  reason: z.optional(z.string()),
});

/** `GET /api/gateway/admin/gate`: what a publication is checked against. Descriptions of every release that any environment names. */
export const gateFleetSchema = z.object({
  shell: z.object({
    hostApi: z.string(),
    shared: z.record(z.string(), z.string()),
    /** What a module may import by its bare name. Absent: a desk before host API 1.5, where it could import nothing so. */
    imports: z.optional(z.array(z.string())),
  }),
  policy: z.optional(policySchema),
  /** Environment → its `policy.consent`. Absent: a gateway before host API 1.6, whose pages do nothing of the kind. */
  consents: z.optional(z.record(environmentNameSchema, z.record(scopeSchema, needsSchema))),
  releases: z.array(z.object({ environment: environmentNameSchema, id: releaseIdSchema, remote: remoteJsonSchema })),
});
export type GateFleet = z.infer<typeof gateFleetSchema>;
