import { z } from 'zod/mini';
import { exposeNameSchema, filePathSchema, integritySchema, roleSchema, scopeSchema, versionSchema } from './names.ts';
import { needsSchema } from './needs.ts';
import { SOURCE_MAPS_LIMIT_BYTES } from './source-maps.ts';

export const fileSchema = z.object({ path: filePathSchema, sizeBytes: z.int().check(z.nonnegative()), integrity: integritySchema });
export type ReleaseFile = z.infer<typeof fileSchema>;

const segment = /^(?:[a-z0-9][a-z0-9-]{0,63}|:[a-z][a-z0-9_]{0,31})$/;
/** Path below `/<scope>/`: `journal-entries/:id`; empty for the remote's front page. */
export const routePathSchema = z.string().check(
  z.maxLength(200),
  z.refine(
    (path) => path === '' || path.split('/').every((part) => segment.test(part)),
    'a route is segments of lower-case letters or :params',
  ),
);

/**
 * A same-origin API call a screen starts with, so that it can be preloaded from the URL alone. `{id}` takes the
 * route's parameter, `{search}` the page's query string with its `?` (or nothing).
 *
 * @example "/api/resource/journal-entry{search}"
 */
export const preloadTemplateSchema = z
  .string()
  .check(z.regex(/^\/api\/[A-Za-z0-9/_{}?=&.,%:-]{1,300}$/, 'a preload is a path below /api/'));

export const routeSchema = z.object({
  path: routePathSchema,
  /** The exposed module whose default export draws the screen. */
  expose: exposeNameSchema,
  title: z.string().check(z.maxLength(80)),
  preload: z.optional(z.array(preloadTemplateSchema).check(z.maxLength(8))),
  /** Roles of which a user needs one for this screen, in place of the remote's. Its navigation entry comes and goes with it. */
  permissions: z.optional(z.array(roleSchema).check(z.maxLength(20))),
});
export type RemoteRoute = z.infer<typeof routeSchema>;

export const navItemSchema = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(40)),
  /** One of this remote's routes without parameters. */
  path: routePathSchema,
  /** A name from the icon set of `@business-m/ui`; an unknown one draws a neutral mark. */
  icon: z.optional(z.string().check(z.maxLength(40))),
  /** Heading under which the item stands. */
  group: z.optional(z.string().check(z.maxLength(40))),
});
export type NavItem = z.infer<typeof navItemSchema>;

/** What a remote's author writes by hand and the build copies into `remote.json`. */
export const remoteDeclarationSchema = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(40)),
  nav: z.array(navItemSchema).check(z.maxLength(50)),
  routes: z.array(routeSchema).check(z.minLength(1), z.maxLength(200)),
  /** Roles of which a user needs one for the screens of this remote that name none of their own; empty: everybody. */
  permissions: z.array(roleSchema).check(z.maxLength(20)),
  /** What its screens need of the page beyond what every page may do. Since host API 1.6. */
  needs: z.optional(needsSchema),
});
export type RemoteDeclaration = z.infer<typeof remoteDeclarationSchema>;

const rangeSchema = z.string().check(z.minLength(1), z.maxLength(60));

/** What the screen of an exposed module imports, and what a page therefore preloads. */
const exposedModuleSchema = z.object({
  /** Begins with the module itself, then what it imports statically. */
  js: z.array(filePathSchema),
  css: z.array(filePathSchema),
  /** Specifiers of the shared packages that `js` imports statically. Absent: not known, so any of them. */
  shared: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50))),
});

/** `remote.json`, emitted by a remote's build beside `remoteEntry.js`. */
export const remoteJsonSchema = z.object({
  schemaVersion: z.literal(1),
  scope: scopeSchema,
  version: versionSchema,
  /** Name of the package it was built from: one scope belongs to one package. Releases before host API 1.2 do not say. */
  package: z.optional(z.string().check(z.regex(/^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]{0,99}$/))),
  /** `vite`: @originjs/vite-plugin-federation, the default. `module-federation`: @module-federation/vite and its kin (docs/remotes.md). */
  format: z._default(z.enum(['vite', 'module-federation']), 'vite'),
  ...remoteDeclarationSchema.shape,
  remoteEntry: filePathSchema,
  exposes: z.record(exposeNameSchema, exposedModuleSchema),
  /** What remoteEntry imports statically. */
  entryImports: z.array(filePathSchema),
  /** Every file of the release but this one. */
  files: z.array(fileSchema).check(z.minLength(1), z.maxLength(2000)),
  /** Of `.source-maps.json`, which lies beside the files and is shown to no browser. Absent: the build made none. */
  sourceMaps: z.optional(
    z.object({ sizeBytes: z.int().check(z.minimum(1), z.maximum(SOURCE_MAPS_LIMIT_BYTES)), integrity: integritySchema }),
  ),
  /** Copies of shared packages that the build found in its own files. It cannot keep them out when they come as files of somebody else. */
  copies: z.optional(
    z
      .array(
        z.object({
          /** Specifier of the shared package. */
          of: z.string().check(z.maxLength(100)),
          path: filePathSchema,
          /** Modules by which it came in, a screen's source first; empty: not known. */
          via: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(20)),
        }),
      )
      .check(z.maxLength(100)),
  ),
  /** Whether its code may make styles while it runs, or append to the body: the desk then keeps them inside. Absent: not known. */
  injectsStyles: z.optional(z.boolean()),
  requires: z.object({
    /** Shared package → semver range the shell must satisfy. */
    shared: z.record(z.string(), rangeSchema),
    /** Semver range of the host API (`HOST_API_VERSION` of the sdk). */
    hostApi: rangeSchema,
  }),
});
export type RemoteJson = z.infer<typeof remoteJsonSchema>;
