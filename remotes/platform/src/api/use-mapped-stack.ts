import { useQuery } from '@tanstack/react-query';
import { useAdmin } from './use-admin.ts';

/** A stack by the files of the release's team. Asked for when somebody looks: the gateway reads source maps for it. */
export function useMappedStack(asked: { scope: string; release: string; stack: string }, enabled: boolean) {
  const admin = useAdmin();
  return useQuery({
    queryKey: ['platform-stack', asked],
    queryFn: ({ signal }) => admin.stack(asked, { signal }),
    enabled,
    // A release and its maps never change; where there were none, some may have been added.
    staleTime: ({ state }) => (state.data?.stack == null ? 0 : Number.POSITIVE_INFINITY),
  });
}
