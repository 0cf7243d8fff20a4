import { z } from 'zod/mini';
import { originUrlSchema } from './address-kind.ts';
import { audienceSchema, shareBpsSchema } from './desired.ts';
import { environmentNameSchema, scopeSchema, tenantSchema } from './names.ts';
import { needsSchema } from './needs.ts';
import { sizeLimitsSchema } from './policy.ts';
import { releaseIdSchema, releaseRefSchema } from './release.ts';

const sentence = z.string().check(z.minLength(1), z.maxLength(300));
/** `${NAME}` is put in by the gateway, so a change may name a variable where a document may. */
const address = z.union(
  [originUrlSchema, z.string().check(z.regex(/^\$\{[A-Z][A-Z0-9_]*_ORIGIN\}$/))],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
  'an absolute http(s) URL without credentials, query or fragment that is not link-local or a cloud’s metadata, or a variable: ${WMS_ORIGIN}',
);

const { shape: limits } = z.required(sizeLimitsSchema);

/** One thing that ops want of an environment. What it does to the document: `manifest/change`. */
export const changeSchema = z.discriminatedUnion('kind', [
  /** A remote's first release in an environment. `enabled`: false keeps it from everybody until it is switched on. Default true. */
  z.strictObject({
    kind: z.literal('add'),
    scope: scopeSchema,
    title: z.string().check(z.minLength(1), z.maxLength(40)),
    team: z.string().check(z.minLength(1), z.maxLength(60)),
    release: releaseRefSchema,
    enabled: z.optional(z.boolean()),
  }),
  z.strictObject({ kind: z.literal('remove'), scope: scopeSchema }),
  /** All users: the release becomes stable and the canary is over. Fewer: it becomes the canary. */
  z.strictObject({ kind: z.literal('release'), scope: scopeSchema, release: releaseIdSchema, shareBps: shareBpsSchema }),
  /** Ends the canary if there is one; otherwise stable becomes `to`, or what it was before. */
  z.strictObject({ kind: z.literal('rollback'), scope: scopeSchema, to: z.optional(releaseIdSchema) }),
  /** What the automatic halt does, and an operator may do by hand. */
  z.strictObject({ kind: z.literal('halt'), scope: scopeSchema, release: releaseIdSchema, reason: z.string().check(z.maxLength(500)) }),
  /** A binding for the same audience is replaced. A new one comes first. */
  z.strictObject({ kind: z.literal('bind'), scope: scopeSchema, match: audienceSchema, release: releaseIdSchema }),
  z.strictObject({ kind: z.literal('unbind'), scope: scopeSchema, match: audienceSchema }),
  z.strictObject({ kind: z.literal('enable'), scope: scopeSchema }),
  z.strictObject({ kind: z.literal('disable'), scope: scopeSchema, message: z.optional(sentence) }),
  /** Where a scope's calls go, for all tenants or one; `null` removes the address. */
  z.strictObject({ kind: z.literal('backend'), scope: scopeSchema, tenant: z.optional(tenantSchema), upstream: z.nullable(address) }),
  /** Lets the screens of a remote do what they need, beside what it was let do before; `withdraw` ends that. */
  z.strictObject({
    kind: z.literal('consent'),
    scope: scopeSchema,
    needs: needsSchema.check(z.minLength(1)),
    withdraw: z.optional(z.literal(true)),
  }),
  /** How large releases may be: of one remote, or of all that have no limits of their own. `null`: as it is without. */
  z.strictObject({
    kind: z.literal('budget'),
    scope: z.optional(scopeSchema),
    screenKb: z.optional(z.nullable(limits.screenKb)),
    releaseKb: z.optional(z.nullable(limits.releaseKb)),
  }),
  z.strictObject({ kind: z.literal('mode'), mode: z.enum(['indie', 'enterprise']), monolith: z.optional(address) }),
  /** Another environment's stable releases become stable here: of these scopes, or all both have. A new one brings its title and team. */
  z.strictObject({
    kind: z.literal('promote'),
    from: environmentNameSchema,
    scopes: z.optional(z.array(scopeSchema).check(z.minLength(1), z.maxLength(2000))),
  }),
  z.strictObject({ kind: z.literal('lock'), reason: sentence }),
  z.strictObject({ kind: z.literal('unlock') }),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];
