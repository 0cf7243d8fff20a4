import {
  type Change,
  type ChangeOutcome,
  changeOutcomeSchema,
  diffSchema,
  environmentListSchema,
  environmentSchema,
  fleetSchema,
  gateFleetSchema,
  historySchema,
  proposalListSchema,
  proposalSchema,
} from '@business-m/contract';
import type { z } from 'zod/mini';
import { DeskFailure } from '../desk-failure.ts';
import { askGateway, type Question } from './ask-gateway.ts';
import { credentials, gatewayAddress } from './credentials.ts';

const ADMIN = '/api/gateway/admin';
const at = (env: string) => `${ADMIN}/environments/${encodeURIComponent(env)}`;
const ifMatch = (number: number) => ({ 'if-match': `"${number}"` });

export type AdminClient = ReturnType<typeof adminClient>;

/** The admin API of one gateway (docs/admin-api.md), typed by its schemas. */
export function adminClient(typed: string | undefined, env: NodeJS.ProcessEnv) {
  const gateway = gatewayAddress(typed, env);

  async function call<Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    { headers = {}, ...question }: Partial<Question> = {},
  ): Promise<z.infer<Schema>> {
    const json = await askGateway({ gateway, path, ...question, headers: { ...(await credentials(gateway, env)), ...headers } });
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new DeskFailure(
      `${gateway} answers ${path} in a way this command does not know (${issue?.path.join('.')}: ${issue?.message}): is it of another version?`,
      { code: 'bad-answer' },
    );
  }

  return {
    gateway,
    environments: (timeoutMs?: number) => call(environmentListSchema, `${ADMIN}/environments`, { ...(timeoutMs && { timeoutMs }) }),
    environment: (name: string) => call(environmentSchema, at(name)),
    /** `published`: with what the CDN has, of this remote alone or of all. */
    fleet: ({ published, timeoutMs }: { published?: 'all' | { scope: string }; timeoutMs?: number } = {}) => {
      const query = published && `?published=true${published === 'all' ? '' : `&scope=${encodeURIComponent(published.scope)}`}`;
      return call(fleetSchema, `${ADMIN}/fleet${query ?? ''}`, { ...(timeoutMs && { timeoutMs }) });
    },
    gate: () => call(gateFleetSchema, `${ADMIN}/gate`),
    change: (name: string, seen: number, request: { changes: Change[]; reason: string; dryRun?: boolean }): Promise<ChangeOutcome> =>
      call(changeOutcomeSchema, `${at(name)}/changes`, { method: 'POST', body: request, headers: ifMatch(seen) }),
    edit: (name: string, seen: number, request: { text: string; reason: string }): Promise<ChangeOutcome> =>
      call(changeOutcomeSchema, at(name), { method: 'PUT', body: request, headers: ifMatch(seen) }),
    history: (name: string, page: { before?: number; limit: number }) => {
      const query = new URLSearchParams({ limit: String(page.limit), ...(page.before !== undefined && { before: String(page.before) }) });
      return call(historySchema, `${at(name)}/history?${query}`);
    },
    diff: (name: string, sides: { from: number; to: number } | { with: string }) => {
      const query = new URLSearchParams(Object.entries(sides).map(([side, value]) => [side, String(value)]));
      return call(diffSchema, `${at(name)}/diff?${query}`);
    },
    proposals: (name: string) => call(proposalListSchema, `${at(name)}/proposals`),
    approve: (name: string, id: string, reason?: string): Promise<ChangeOutcome> =>
      call(changeOutcomeSchema, `${at(name)}/proposals/${encodeURIComponent(id)}/approve`, {
        method: 'POST',
        body: { ...(reason && { reason }) },
      }),
    decide: (name: string, id: string, what: 'reject' | 'withdraw', reason?: string) =>
      call(proposalSchema, `${at(name)}/proposals/${encodeURIComponent(id)}/${what}`, {
        method: 'POST',
        body: { ...(reason && { reason }) },
      }),
  };
}
