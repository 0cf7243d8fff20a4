import { z } from 'zod';
import { askService } from '../ask-service.ts';
import { DeskFailure } from '../desk-failure.ts';
import { signToken } from '../signed-token.ts';
import type { Backup } from './backup-file.ts';

const STEP_MS = 60_000;

const deskSchema = z.object({
  /** Where each domain is served, as the gateway reaches it. */
  upstreams: z.record(z.string(), z.string()),
  documents: z.array(z.object({ name: z.string(), text: z.string() })),
  users: z.array(z.record(z.string(), z.unknown())),
});
const restoredSchema = z.object({
  users: z.enum(['replaced', 'unchanged']).nullable(),
  documents: z.array(z.object({ name: z.string(), outcome: z.enum(['written', 'unchanged']), kept: z.array(z.string()) })),
});

export type GatewayState = z.infer<typeof deskSchema>;
export type GatewayRestored = z.infer<typeof restoredSchema>;
export type GatewayEnd = ReturnType<typeof gatewayEnd>;

/** The gateway, which has the manifest and the users. */
export function gatewayEnd(origin: string, secret: string) {
  async function ask<Schema extends z.ZodType>(schema: Schema, body: object | null): Promise<z.infer<Schema>> {
    const token = await signToken(secret, 'internal');
    const call = { origin, path: '/internal/desk', token, body, signal: AbortSignal.timeout(STEP_MS), prefix: `${origin}: ` };
    const parsed = schema.safeParse(await (await askService(call)).json().catch(() => null));
    if (parsed.success) return parsed.data;
    throw new DeskFailure(`${origin} answers /internal/desk in a way this command does not know: is it a gateway of this version?`);
  }
  return {
    origin,
    read: (): Promise<GatewayState> => ask(deskSchema, null),
    /** Checks all of it before anything is written; with `dryRun` nothing is. */
    restore: (parts: Partial<Pick<Backup, 'users' | 'documents'>>, reason: string, dryRun: boolean): Promise<GatewayRestored> =>
      ask(restoredSchema, { ...parts, reason, dryRun }),
  };
}
