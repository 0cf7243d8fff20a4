import type { DomainModule } from '@business-m/doctype';

/**
 * The domains of the desk, in the order in which they need each other: a new one is a line here beside its own folder. Read by the services'
 * host and by the scripts that start a desk, which load no module: each is imported when it is asked for.
 */
export const domains = {
  masters: () => import('@business-m/masters'),
  finance: () => import('@business-m/finance'),
  wms: () => import('@business-m/wms'),
} satisfies Record<string, () => Promise<{ domainModule: DomainModule }>>;

export type Scope = keyof typeof domains;
export const scopes = Object.keys(domains) as Scope[];
