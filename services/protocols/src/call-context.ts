import { z } from 'zod';

/** Who asks, and on what terms. Travels with every call between domains, in process or over the wire. */
export const callContextSchema = z.strictObject({
  tenant: z.string().min(1).max(64),
  user: z.string().min(1).max(200),
  roles: z.array(z.string()).max(50),
  /** Epoch milliseconds after which nobody waits for the answer any more. */
  deadlineMs: z.number().int(),
  /** Same key and same arguments: the first answer again. Same key, other arguments: `idempotency-conflict`. */
  idempotencyKey: z.string().min(1).max(200).optional(),
  /** W3C trace id or request id, for the log. */
  trace: z.string().max(200),
});
export type CallContext = z.infer<typeof callContextSchema>;
