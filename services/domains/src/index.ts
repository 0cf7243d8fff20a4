import type { DomainModule } from '@business-m/doctype';

/** The domains of the desk, in the order in which they depend on each other. Each module is loaded when asked for. */
export const domains = {
  masters: () => import('@business-m/masters'),
  finance: () => import('@business-m/finance'),
  wms: () => import('@business-m/wms'),
} satisfies Record<string, () => Promise<{ domainModule: DomainModule }>>;

export type Scope = keyof typeof domains;
export const scopes = Object.keys(domains) as Scope[];
