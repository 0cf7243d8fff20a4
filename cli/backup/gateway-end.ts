import { type GatewayRestored, type GatewayState, gatewayRestoredSchema, gatewayStateSchema } from '@business-m/contract/operations';
import type { z } from 'zod/mini';
import { askService, readAnswer, signToken } from '../ask-service.ts';
import type { Backup } from './backup-file.ts';

const STEP_MS = 60_000;

export type GatewayEnd = ReturnType<typeof gatewayEnd>;

/** The gateway, which has the manifest and the users. */
export function gatewayEnd(origin: string, secret: string) {
  async function ask<Schema extends z.ZodMiniType>(schema: Schema, body: object | null): Promise<z.infer<Schema>> {
    const token = await signToken(secret, 'internal');
    const call = { origin, path: '/internal/desk', token, body, signal: AbortSignal.timeout(STEP_MS), prefix: `${origin}: ` };
    return readAnswer(schema, await (await askService(call)).json().catch(() => null), `${origin} answers /internal/desk`);
  }
  return {
    origin,
    read: (): Promise<GatewayState> => ask(gatewayStateSchema, null),
    /** Checks all of it before anything is written; with `dryRun` nothing is. */
    restore: (parts: Partial<Pick<Backup, 'users' | 'documents'>>, reason: string, dryRun: boolean): Promise<GatewayRestored> =>
      ask(gatewayRestoredSchema, { ...parts, reason, dryRun }),
  };
}
