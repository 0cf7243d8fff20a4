import { filePathSchema } from '@business-m/contract';
import { z } from 'zod/mini';

const text = z.string().check(z.maxLength(200));
const assets = z.object({ sync: z.array(filePathSchema).check(z.maxLength(500)), async: z.array(filePathSchema).check(z.maxLength(500)) });

/** The parts that we read of `mf-manifest.json` (https://module-federation.io/configure/manifest). */
export const mfManifestSchema = z.object({
  name: text,
  metaData: z.object({
    remoteEntry: z.object({ name: filePathSchema, path: text, type: text }),
    /** Under which address its chunks are fetched: only `auto` and relative ones work wherever a CDN puts them. */
    publicPath: z.optional(text),
    buildInfo: z.optional(z.object({ buildVersion: z.optional(text) })),
  }),
  shared: z
    .array(
      z.object({
        name: z
          .string()
          .check(
            z.regex(/^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*(?:\/[A-Za-z0-9._-]+)*$/, 'a package, or a path in one'),
            z.maxLength(120),
          ),
        version: z.optional(text),
        singleton: z.optional(z.boolean()),
        requiredVersion: z.optional(z.union([z.string().check(z.maxLength(60)), z.literal(false)])),
        assets: z.optional(z.object({ js: assets })),
      }),
    )
    .check(z.maxLength(200)),
  /** Remotes that it loads by itself. */
  remotes: z.optional(
    z.array(z.unknown()).check(z.maxLength(0, 'a remote that loads remotes of its own is not taken: the desk could say nothing of theirs')),
  ),
  exposes: z
    .array(
      z.object({
        path: z.string().check(z.regex(/^\.\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'an exposed module is ./name')),
        assets: z.object({ js: assets, css: assets }),
      }),
    )
    .check(z.minLength(1), z.maxLength(200)),
});
export type MfManifest = z.infer<typeof mfManifestSchema>;
