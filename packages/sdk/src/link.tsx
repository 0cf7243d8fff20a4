import type { ReactNode } from 'react';
import type { LinkProps } from './host.ts';
import { useHost } from './host-context.tsx';

/**
 * A link inside the desk: a real `<a>`, so it opens in a new tab with Ctrl and can be copied.
 *
 * @example <Link to={`/finance/accounts/${encodeURIComponent(id)}`}>{name}</Link>
 */
export function Link(props: LinkProps): ReactNode {
  const HostLink = useHost().Link;
  return <HostLink {...props} />;
}
