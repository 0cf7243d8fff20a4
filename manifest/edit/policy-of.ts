import { policySchema } from '@business-m/contract';
import { z } from 'zod';

const { approval, locked } = policySchema.shape;
const asked = z.object({ approval, locked });
export type AskedOfEditors = z.infer<typeof asked>;

/**
 * What a merged document asks of those who change it. Nothing else of its policy is looked at: an origin that is still a variable is no
 * origin yet, and must not take the lock with it.
 */
export function policyOf(merged: unknown): AskedOfEditors | undefined {
  return z.object({ policy: z.optional(asked) }).safeParse(merged).data?.policy;
}
