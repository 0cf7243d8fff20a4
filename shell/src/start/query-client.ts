import { readRetry } from '@business-m/sdk';
import { QueryClient } from '@tanstack/react-query';

export function createDeskQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Parts of a screen share one request; going back shows what is new.
        staleTime: 10_000,
        // A form must not change when the user comes back from another window.
        refetchOnWindowFocus: false,
        ...readRetry,
      },
      mutations: { retry: false },
    },
  });
}
