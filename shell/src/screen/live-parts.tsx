// Imported here: after a new release a desk that stays open could no longer fetch it with the live part.
import './update-bar.css';
import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';

function useLive() {
  const { live, guards } = useDesk();
  return { loaded: useSyncExternalStore(live.subscribe, live.getState), guards };
}

export function LiveBar() {
  const { loaded, guards } = useLive();
  return loaded && <loaded.Bar sets={loaded.sets} guards={guards} />;
}

export function LiveHint({ scope }: { scope: string }) {
  const { loaded, guards } = useLive();
  return loaded && <loaded.Hint sets={loaded.sets} guards={guards} scope={scope} />;
}
