import { z } from 'zod/mini';
import { scopeSchema } from './names.ts';
import { releaseRefSchema } from './release.ts';

const originUrl = z.string().check(
  z.refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return (
      url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.search === '' && url.hash === ''
    );
  }, 'an absolute http(s) URL without credentials, query or fragment'),
);

export const desiredRemoteSchema = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(40)),
  team: z.string().check(z.minLength(1), z.maxLength(60)),
  enabled: z.boolean(),
  /** Shown in the desk in place of a disabled remote. */
  message: z.optional(z.string().check(z.maxLength(300))),
  releases: z.strictObject({ stable: releaseRefSchema }),
  /** Where its API calls go in the browser; `/api/<scope>` when absent. */
  apiUrl: z.optional(z.string().check(z.regex(/^\/api\/[a-z][a-z0-9-]{0,31}$/))),
});

/**
 * The document ops edit: `manifest/environments/<env>.json`. `${NAME}` inside a string takes an environment variable
 * from the list the reader allows; nothing else is interpolated.
 */
export const desiredStateSchema = z
  .strictObject({
    $schema: z.optional(z.string()),
    schemaVersion: z.literal(1),
    environment: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
    /** Allows the release reference `latest`. For development only: publishing then changes what people see. */
    followLatest: z.optional(z.boolean()),
    /** Base URL under which `<scope>/<release>/…` is found. */
    cdn: originUrl,
    backend: z.strictObject({
      /** `indie`: a scope without an upstream of its own goes to the monolith. `enterprise`: each needs its own. */
      mode: z.enum(['indie', 'enterprise']),
      monolith: z.optional(originUrl),
      scopes: z.record(
        scopeSchema,
        z.strictObject({
          upstream: z.optional(originUrl),
          /** The gateway keeps its requests waiting until an edit takes this away: while the scope moves. At most 30 s each. */
          hold: z.optional(z.boolean()),
        }),
      ),
    }),
    remotes: z.record(scopeSchema, desiredRemoteSchema),
  })
  .check((ctx) => {
    const { backend, remotes, followLatest } = ctx.value;
    for (const [scope, { upstream }] of Object.entries(backend.scopes)) {
      if (upstream === undefined && (backend.mode === 'enterprise' || backend.monolith === undefined)) {
        ctx.issues.push({
          code: 'custom',
          input: backend,
          path: ['backend', 'scopes', scope, 'upstream'],
          message: 'no upstream: name one here, or a monolith in indie mode',
        });
      }
    }
    for (const [scope, remote] of Object.entries(remotes)) {
      if (remote.releases.stable === 'latest' && followLatest !== true) {
        ctx.issues.push({
          code: 'custom',
          input: remote,
          path: ['remotes', scope, 'releases', 'stable'],
          message: '"latest" is allowed only where followLatest is true',
        });
      }
    }
  });
export type DesiredState = z.infer<typeof desiredStateSchema>;
export type DesiredRemote = z.infer<typeof desiredRemoteSchema>;
