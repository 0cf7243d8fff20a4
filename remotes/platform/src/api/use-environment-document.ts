import { useApi } from '@business-m/sdk';
import type { DesiredRemote } from '@business-m/sdk/platform';
import { useQuery } from '@tanstack/react-query';
import { adminKeys, adminPath } from './admin-path.ts';

/** What these screens read of an environment's merged document. */
export interface EnvironmentDocument {
  number: number;
  remotes: Readonly<Record<string, DesiredRemote>>;
  scopes: Readonly<Record<string, { upstream?: string; tenants?: Readonly<Record<string, { upstream: string }>> }>>;
  monolith?: string;
}

interface Answer {
  head: { number: number };
  merged: { remotes?: EnvironmentDocument['remotes']; backend?: { scopes?: EnvironmentDocument['scopes']; monolith?: string } };
}

/** An environment as its newest revision has it, laid over what it extends, with variables as they stand. */
export function useEnvironmentDocument(name: string, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: adminKeys.environment(name),
    queryFn: async ({ signal }): Promise<EnvironmentDocument> => {
      const { head, merged } = (await api.get<Answer>(adminPath('environments', name), { signal })).data;
      const { scopes = {}, monolith } = merged.backend ?? {};
      return { number: head.number, remotes: merged.remotes ?? {}, scopes, ...(monolith === undefined ? {} : { monolith }) };
    },
    enabled,
  });
}
