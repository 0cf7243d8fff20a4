import { z } from 'zod/mini';
import { docTypeNameSchema } from './doctype.ts';

/** `GET /api/<scope>/discovery`: what one service owns. The gateway aggregates these into its routing. */
export const serviceDiscoverySchema = z.object({
  scope: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  version: z.string(),
  docTypes: z.array(z.object({ doctype: docTypeNameSchema, label: z.string(), schemaHash: z.string() })),
});
export type ServiceDiscovery = z.infer<typeof serviceDiscoverySchema>;
