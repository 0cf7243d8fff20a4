import { createContext, type ReactNode, useContext } from 'react';
import type { Host } from './host.ts';

const HostContext = createContext<Host | null>(null);

/** Hands a host to everything below it. The shell and tests render it; a remote never does. */
export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

/** The host as a whole. Not exported from the package: remotes use the hooks, so that the contract stays visible. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host)
    throw new Error(
      'This component uses @business-m/sdk outside a desk. In a test, render it inside <TestDesk> of @business-m/sdk/testing.',
    );
  return host;
}
