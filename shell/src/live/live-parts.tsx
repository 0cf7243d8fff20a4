import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import type { Live } from './live-slot.ts';

/** The live part, once it is there. */
function useLive(): Live | null {
  const { live } = useDesk();
  return useSyncExternalStore(live.subscribe, live.getState);
}

export function LiveBar() {
  const live = useLive();
  return live && <live.Bar />;
}

export function LiveHint({ scope }: { scope: string }) {
  const live = useLive();
  return live && <live.Hint scope={scope} />;
}
