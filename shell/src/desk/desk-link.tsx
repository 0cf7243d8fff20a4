import type { LinkProps } from '@business-m/sdk';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useDesk } from './desk-context.tsx';

/** A link inside the desk. Pointing at it fetches the modules of its target. */
export function DeskLink({ to, onFollow, ...rest }: LinkProps & { tabIndex?: number; onFollow?: () => void }): ReactNode {
  const router = useRouter();
  const { prefetch, resolution } = useDesk();
  const point = () => void prefetch.modules(resolution, to);

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onFollow?.();
    // Only a plain click is handled here; the browser opens new tabs and windows.
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    prefetch.firstCalls(resolution, to);
    router.history.push(to);
  }

  return <a {...rest} href={to} onClick={follow} onPointerEnter={point} onFocus={point} />;
}

export function KitLink({ href, ...rest }: { href: string; className?: string; tabIndex?: number; children: ReactNode }): ReactNode {
  return <DeskLink to={href} {...rest} />;
}
