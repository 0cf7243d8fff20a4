import { z } from 'zod/mini';
import { exposeNameSchema, scopeSchema } from './names.ts';
import { releaseIdSchema } from './release.ts';

/** A screen arrived; its files did not; it threw while drawing; something of it threw outside of drawing, and nobody caught it; it took too long. */
export const telemetryKinds = ['ready', 'load-failed', 'crashed', 'uncaught', 'slow'] as const;
export type TelemetryKind = (typeof telemetryKinds)[number];

/** What was thrown. `stack`: a line a frame, innermost first, files of the release by their path in it. */
export const thrownSchema = z.strictObject({
  message: z.string().check(z.maxLength(300)),
  stack: z.string().check(z.maxLength(1_500)),
});
export type Thrown = z.infer<typeof thrownSchema>;

/** `POST /api/gateway/telemetry`: what became of the screens a tab opened. Sent by `navigator.sendBeacon`, so nobody waits for the answer (204). */
export const telemetrySchema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        scope: scopeSchema,
        release: releaseIdSchema,
        /** The screen; absent where something else of the remote threw. */
        expose: z.optional(exposeNameSchema),
        kind: z.enum(telemetryKinds),
        /** The failure's code: `unreachable`, `broken`, … Absent when ready. */
        code: z.optional(z.string().check(z.regex(/^[a-z][a-z-]{0,31}$/))),
        /** From the wish to see it until it was there, or was given up. */
        ms: z.optional(z.int().check(z.minimum(0), z.maximum(600_000))),
        /** With `crashed` and `uncaught`. */
        thrown: z.optional(thrownSchema),
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
});
export type Telemetry = z.infer<typeof telemetrySchema>;
export type TelemetryEvent = Telemetry['events'][number];

/** `data` of the event `release-set` at `GET /api/gateway/events`; its id is the `releaseSet`. Sent when it differs from the last one sent. */
export const releaseSetEventSchema = z.object({
  revision: z.int(),
  releaseSet: z.string(),
  /** Of the shell's build that the gateway serves; a tab whose page was another one's must be loaded anew. */
  shell: z.string(),
});
export type ReleaseSetEvent = z.infer<typeof releaseSetEventSchema>;
