import { type Policy, policySchema } from '@business-m/manifest/schema';
import { z } from 'zod';

const withPolicy = z.object({ policy: z.optional(policySchema) });

/** Of a merged document, whose other parts may be anything. */
export function policyOf(merged: unknown): Policy | undefined {
  return withPolicy.safeParse(merged).data?.policy;
}
