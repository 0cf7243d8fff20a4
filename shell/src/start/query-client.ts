import { readRetry } from '@business-m/sdk';
import { QueryClient } from '@tanstack/react-query';

/** Defaults for everything a screen reads. */
export function createDeskQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Long enough that a screen and its parts ask once, short enough that going back shows what is true.
        staleTime: 10_000,
        // A form must not change under the hands of somebody who looked at another window.
        refetchOnWindowFocus: false,
        ...readRetry,
      },
      mutations: { retry: false },
    },
  });
}
