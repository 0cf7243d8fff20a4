import type { DomainEnv, DomainService } from '@business-m/doctype';
import { dismissMessageSchema, messageStateSchema, retryMessagesSchema } from '@business-m/metadata';
import { Refusal } from '@business-m/protocols';
import { Hono } from 'hono';
import { z } from 'zod';
import { ignoreJson, readJson } from './json-body.ts';

/** PostgreSQL refuses some strings that JavaScript allows. */
const isText = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);

const querySchema = z.strictObject({
  state: z.optional(messageStateSchema),
  key: z.string().min(1).max(140).refine(isText).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
const idSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** `/api/<scope>/messages`: the outbox of one domain, for people. */
export function messageRoutes({ messages }: Pick<DomainService, 'messages'>): Hono<DomainEnv> {
  const app = new Hono<DomainEnv>();
  app.get('/', async (c) => c.json(await messages.list(readQuery(new URL(c.req.url).searchParams), c.var.call)));
  app.post('/retry', async (c) => {
    const body = retryMessagesSchema.safeParse(await readJson(c));
    if (!body.success) {
      const field = body.error.issues[0]?.path[0] === 'after' ? 'after' : 'state';
      const message = 'Say which to retry: {"state": "refused"} or {"state": "dead"}, and the number “after” which where you go on.';
      throw new Refusal('invalid', message, { field });
    }
    return c.json(await messages.retryAll(body.data.state, c.var.call, body.data.after));
  });
  app.get('/:id', async (c) => c.json(await messages.get(readId(c.req.param('id')), c.var.call)));
  app.post('/:id/retry', async (c) => {
    await ignoreJson(c);
    return c.json(await messages.retry(readId(c.req.param('id')), c.var.call));
  });
  app.post('/:id/dismiss', async (c) => {
    const id = readId(c.req.param('id'));
    const body = dismissMessageSchema.safeParse(await readJson(c));
    if (!body.success || !isText(body.data.reason)) {
      const message = 'Say why it need not arrive any more, in 3 to 500 letters: {"reason": "…"}.';
      throw new Refusal('invalid', message, { field: 'reason' });
    }
    return c.json(await messages.dismiss(id, body.data.reason, c.var.call));
  });
  return app;
}

function readQuery(parameters: URLSearchParams): z.infer<typeof querySchema> {
  const given = [...parameters.entries()];
  const twice = given.find(([name], index) => given.findIndex(([other]) => other === name) !== index)?.[0];
  const parsed = querySchema.safeParse(Object.fromEntries(given));
  if (parsed.success && twice === undefined) return parsed.data;
  const issue = parsed.error?.issues[0];
  const field = twice ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.'));
  throw new Refusal('bad-query', `Messages cannot be asked for by this “${field}”.`, { ...(field ? { field } : {}) });
}

function readId(text: string): number {
  const id = idSchema.safeParse(text);
  if (id.success) return id.data;
  throw new Refusal('not-found', 'There is no message of this number.');
}
