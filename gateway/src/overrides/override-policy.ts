import type { Override, Policy } from '@business-m/contract';

export type OverridePolicy = NonNullable<Policy['overrides']>;

/** An override as its browser keeps it; times are seconds since 1970. */
export interface KeptOverride {
  scope: string;
  origin: string;
  madeAtS: number;
  endsAtS: number;
}

/** An origin is allowed by its own name, or as a port of a host whose ports are all allowed: `http://localhost:*`. */
export function allowsOrigin(allowed: readonly string[], origin: string): boolean {
  const host = origin.replace(/:\d+$/, '');
  return allowed.some((pattern) => (pattern.endsWith(':*') ? pattern.slice(0, -2) === host : pattern === origin));
}

export const allowsRoles = ({ roles: allowed }: OverridePolicy, roles: readonly string[]) => roles.some((role) => allowed.includes(role));

/** The overrides that the present policy allows: each ends with its permission, and a shorter time counts from when it was made. */
export function overridesInForce(
  kept: readonly KeptOverride[],
  policy: OverridePolicy | undefined,
  roles: readonly string[],
  timeMs: number,
): Override[] {
  if (!policy || !allowsRoles(policy, roles)) return [];
  return kept
    .map(({ scope, origin, madeAtS, endsAtS }) => ({
      scope,
      origin,
      endsAtMs: Math.min(endsAtS, madeAtS + policy.maxMinutes * 60) * 1_000,
    }))
    .filter(({ origin, endsAtMs }) => endsAtMs > timeMs && allowsOrigin(policy.origins, origin))
    .map(({ scope, origin, endsAtMs }) => ({ scope, origin, expiresAt: new Date(endsAtMs).toISOString() }));
}
