import type { HeldProcess } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod/mini';
import type { CompanySettings } from '../domains/same-company.ts';
import { authenticateInternal, type HttpEnv } from './authenticate.ts';
import { problemResponse } from './problem.ts';

export const describeCompany = ({ name, currency, timeZone }: CompanySettings): HeldProcess['company'] => ({
  name: name ?? null,
  currency: currency ?? null,
  timeZone,
});

/** Routes for the `desk` command with SERVICE_SECRET. What fails is logged as a step of `what`. */
export function internalRoutes(secret: string, what: string, log: Pick<Logger, 'error'>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(authenticateInternal(secret));
  app.onError((error, c) => {
    const answer = problemResponse(error, c.var.requestId ?? '');
    if (answer.status >= 500) log.error({ err: error }, `a step of a ${what} failed`);
    return answer;
  });
  return app;
}

export async function readBody<Schema extends z.ZodMiniType>(c: Context<HttpEnv>, schema: Schema): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid', `The body is not what this step takes: ${z.prettifyError(parsed.error)}`);
}
