import { fieldErrorSchema, Refusal } from '@business-m/metadata';
import { z } from 'zod';

/** Rolls back the transaction and crosses the wire as itself; anything else thrown is a fault. */
export { Refusal };

/** `Refusal.toJSON` on the wire. Tolerant, unlike requests: what a newer peer adds is ignored. */
export const refusalSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  errors: z.array(fieldErrorSchema).optional(),
  current: z.unknown().optional(),
});

export const toRefusal = ({ code, message, ...details }: z.infer<typeof refusalSchema>): Refusal => new Refusal(code, message, details);
