// Here and not beside the bar: a desk that has been open for days could no longer fetch it.
import './update-bar.css';
import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';

/** The live part, once it is there. */
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
