import { z } from 'zod/mini';
import { originUrlSchema } from './address-kind.ts';
import { environmentNameSchema, regionSchema, roleSchema, scopeSchema, tenantSchema } from './names.ts';
import { policySchema } from './policy.ts';
import { releaseIdSchema, releaseRefSchema } from './release.ts';

/** All users, in basis points. */
export const ALL_BPS = 10_000;

/** A share of users in basis points: 500 is 5 %. Whole, from none to all. */
export const shareBpsSchema = z
  .int()
  .check(z.minimum(0, 'a share is at least 0 basis points'), z.maximum(ALL_BPS, 'a share is at most 10000 basis points'));

/** For whom a binding is: all that are named must be true of the caller. */
export const audienceSchema = z
  .strictObject({ tenant: z.optional(tenantSchema), role: z.optional(roleSchema), region: z.optional(regionSchema) })
  .check(z.refine((audience) => Object.values(audience).some((value) => value !== undefined), 'name a tenant, a role or a region'));
export type Audience = z.infer<typeof audienceSchema>;

export const releasesSchema = z.strictObject({
  stable: releaseRefSchema,
  /** A release on trial with some users. Who is among them depends on the user and the scope alone. */
  canary: z.optional(z.strictObject({ release: releaseIdSchema, shareBps: shareBpsSchema })),
  /** The last release that was taken back because it failed; kept so that people see why. */
  halted: z.optional(
    z.strictObject({ release: releaseIdSchema, at: z.iso.datetime(), reason: z.string().check(z.minLength(1), z.maxLength(500)) }),
  ),
});

export const desiredRemoteSchema = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(40)),
  team: z.string().check(z.minLength(1), z.maxLength(60)),
  enabled: z.boolean(),
  /** Shown in the desk in place of a disabled remote. */
  message: z.optional(z.string().check(z.maxLength(300))),
  releases: releasesSchema,
  /** Callers who get a release of their own, whatever stable and canary are. The first that fits counts. */
  bindings: z.optional(z.array(z.strictObject({ match: audienceSchema, release: releaseIdSchema })).check(z.maxLength(500))),
  /** Where its API calls go in the browser; `/api/<scope>` when absent. */
  apiUrl: z.optional(z.string().check(z.regex(/^\/api\/[a-z][a-z0-9-]{0,31}$/))),
});

export const scopeBackendSchema = z.strictObject({
  upstream: z.optional(originUrlSchema),
  /** Tenants whose calls go elsewhere. */
  tenants: z.optional(z.record(tenantSchema, z.strictObject({ upstream: originUrlSchema }))),
  /** The gateway keeps its requests waiting until an edit takes this away: while the scope moves. At most 30 s each. */
  hold: z.optional(z.boolean()),
});

/**
 * The document ops edit: `manifest/environments/<env>.json`. `${NAME}` inside a string takes an environment variable
 * from the list the reader allows; nothing else is interpolated. A document that `extends` another is merged over it
 * (JSON Merge Patch, RFC 7396) before this schema is asked.
 */
export const desiredStateSchema = z
  .strictObject({
    $schema: z.optional(z.string()),
    schemaVersion: z.literal(1),
    environment: environmentNameSchema,
    /** The document this one is laid over: `base`. */
    extends: z.optional(environmentNameSchema),
    /** Allows the release reference `latest`. For development only: publishing then changes what people see. */
    followLatest: z.optional(z.boolean()),
    /** Base URL under which `<scope>/<release>/…` is found. */
    cdn: originUrlSchema,
    policy: z.optional(policySchema),
    backend: z.strictObject({
      /** `indie`: a scope without an upstream of its own goes to the monolith. `enterprise`: each needs its own. */
      mode: z.enum(['indie', 'enterprise']),
      monolith: z.optional(originUrlSchema),
      scopes: z.record(scopeSchema, scopeBackendSchema),
    }),
    remotes: z.record(scopeSchema, desiredRemoteSchema),
  })
  .check((ctx) => {
    const { backend, remotes, followLatest } = ctx.value;
    const refuse = (path: string[], message: string) => ctx.issues.push({ code: 'custom', input: ctx.value, path, message });
    for (const [scope, { upstream }] of Object.entries(backend.scopes)) {
      if (upstream === undefined && (backend.mode === 'enterprise' || backend.monolith === undefined))
        refuse(['backend', 'scopes', scope, 'upstream'], 'no upstream: name one here, or a monolith in indie mode');
    }
    for (const [scope, { releases }] of Object.entries(remotes)) {
      if (releases.stable === 'latest' && followLatest !== true)
        refuse(['remotes', scope, 'releases', 'stable'], '"latest" is allowed only where followLatest is true');
    }
  });
export type DesiredState = z.infer<typeof desiredStateSchema>;
export type DesiredRemote = z.infer<typeof desiredRemoteSchema>;
