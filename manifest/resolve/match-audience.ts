import type { Audience } from '@business-m/contract';

/** Who asks. */
export interface Caller {
  id: string;
  tenant: string;
  roles: readonly string[];
  region?: string;
}

/** Whether all that an audience names is true of the caller. */
export function isAmong({ tenant, role, region }: Audience, caller: Caller): boolean {
  return (
    (tenant === undefined || tenant === caller.tenant) &&
    (role === undefined || caller.roles.includes(role)) &&
    (region === undefined || region === caller.region)
  );
}

/** What asks for no role is for everybody; otherwise one common role is enough. */
export function mayHave(caller: Pick<Caller, 'roles'>, permissions: readonly string[]): boolean {
  return permissions.length === 0 || permissions.some((role) => caller.roles.includes(role));
}
