import { useSearchState } from '@business-m/documents';
import type { EnvironmentList } from '@business-m/sdk/platform';

export type Environment = EnvironmentList['environments'][number];

export interface EnvironmentChoice {
  list: EnvironmentList;
  environment: Environment;
  /** Whether this gateway serves it and so knows its health. */
  serving: boolean;
}

/** The environment in the page's address, `?env=staging`; otherwise the served one. */
export function useEnvironmentChoice(list: EnvironmentList | undefined): EnvironmentChoice | null {
  const { get } = useSearchState();
  if (!list) return null;
  const name = get('env') || list.serving;
  const environment = list.environments.find((each) => each.name === name);
  return environment ? { list, environment, serving: name === list.serving } : null;
}

export function inEnvironment(path: string, { environment, serving }: Pick<EnvironmentChoice, 'environment' | 'serving'>): string {
  return serving ? path : `${path}?env=${environment.name}`;
}
