import { z } from 'zod/mini';

/** What the gateway answers to those who start and operate a desk. Members that a reader does not know are left out, so that it reads a newer gateway too. */
const upstreamHealth = { status: z.enum(['up', 'down']), docTypes: z.int(), message: z.optional(z.string()) };

/** `GET /api/gateway/health`. */
export const gatewayHealthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  manifest: z.object({
    revision: z.int().check(z.nonnegative()),
    /** Why the newest edit is not in effect. */
    error: z.optional(z.object({ path: z.string(), message: z.string(), retrying: z.boolean() })),
  }),
  /** Where revisions are kept. Away: the last accepted one is served, and nothing can be changed. */
  store: z.object({ awaySince: z.nullable(z.iso.datetime()) }),
  upstreams: z.record(
    z.string(),
    z.object({
      ...upstreamHealth,
      /** Of upstreams that single tenants have. */
      tenants: z.optional(z.record(z.string(), z.object(upstreamHealth))),
      /** Only while the manifest holds the scope: how many requests wait. */
      held: z.optional(z.int()),
    }),
  ),
  /** DocTypes that two services claim. */
  conflicts: z.array(z.object({ doctype: z.string(), owner: z.string(), claimedBy: z.string() })),
});
export type GatewayHealth = z.infer<typeof gatewayHealthSchema>;

/** `GET /internal/desk`: what a backup takes of a gateway. */
export const gatewayStateSchema = z.object({
  /** Where each domain is served, as the gateway reaches it. */
  upstreams: z.record(z.string(), z.string()),
  /** Of the manifest, as they were typed. */
  documents: z.array(z.object({ name: z.string(), text: z.string() })),
  /** With hashes of their passwords. */
  users: z.array(z.record(z.string(), z.unknown())),
});
export type GatewayState = z.infer<typeof gatewayStateSchema>;

/** `POST /internal/desk`: what a restore did, or would do. */
export const gatewayRestoredSchema = z.object({
  users: z.nullable(z.enum(['replaced', 'unchanged'])),
  /** `kept`: members that stay as they were here. */
  documents: z.array(z.object({ name: z.string(), outcome: z.enum(['written', 'unchanged']), kept: z.array(z.string()) })),
});
export type GatewayRestored = z.infer<typeof gatewayRestoredSchema>;
