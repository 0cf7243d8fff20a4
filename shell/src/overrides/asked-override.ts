import { overrideRequestSchema, routePathSchema } from '@business-m/contract';

/** What a link of a dev server asks for: `/override?scope=people&origin=http://localhost:5175&path=staff`. */
export interface AskedOverride {
  scope: string;
  origin: string;
  /** Where to go then: an address of the remote, and nothing else. */
  target: string;
}

/** Reads the link; a sentence when it asks for nothing that could be had. */
export function readAskedOverride(search: string): AskedOverride | { wrong: string } {
  const asked = new URLSearchParams(search);
  const parsed = overrideRequestSchema.safeParse({ scope: asked.get('scope'), origin: asked.get('origin'), minutes: 1 });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { wrong: `The link does not say which remote comes from where (${issue?.path.join('.')}: ${issue?.message}).` };
  }
  const { scope, origin } = parsed.data;
  const path = routePathSchema.safeParse(asked.get('path') ?? '');
  return { scope, origin, target: path.success && path.data !== '' ? `/${scope}/${path.data}` : `/${scope}` };
}
