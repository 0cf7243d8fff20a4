import { Icon } from '@business-m/ui';
import { useEffect, useMemo, useRef } from 'react';
import { useDesk, usePlace } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { Mark } from '../desk/mark.tsx';
import { LargeNavigation } from './large-navigation.tsx';
import { NavGroupList } from './nav-group-list.tsx';
import { currentEntry, isLargeFleet, navigation } from './navigation.ts';

/** The navigation, from the manifest alone: it loads no remote. */
export function Sidebar({ collapsed = false, onFollow }: { collapsed?: boolean; onFollow?: () => void }) {
  const { resolution } = useDesk();
  const { pathname } = usePlace();
  const sections = useMemo(() => navigation(resolution), [resolution]);
  const current = currentEntry(sections, pathname)?.to;
  const follow = onFollow ? { onFollow } : {};
  return (
    <div className="shell-sidebar" data-collapsed={collapsed || undefined}>
      <div className="shell-brand">
        <DeskLink to="/" {...follow} {...(pathname === '/' ? { 'aria-current': 'page' } : {})} title="Business M Desk: start page">
          <Mark />
          <span>Business M</span>
        </DeskLink>
      </div>
      {isLargeFleet(resolution) ? (
        <LargeNavigation
          sections={sections}
          disabled={resolution.disabled}
          scope={pathname.split('/')[1]}
          current={current}
          collapsed={collapsed}
          {...follow}
        />
      ) : (
        <nav aria-label="Main">
          {sections.map(({ scope, title, groups }) => (
            <section key={scope} aria-label={title}>
              <h2>{title}</h2>
              <NavGroupList groups={groups} current={current} collapsed={collapsed} onFollow={onFollow} />
            </section>
          ))}
          {resolution.disabled.map(({ scope, title, message }) => (
            <section key={scope} aria-label={title}>
              <h2>{title}</h2>
              <p className="shell-disabled" title={message}>
                <Icon name="ban" />
                <span>{message}</span>
              </p>
            </section>
          ))}
        </nav>
      )}
    </div>
  );
}

/** The sidebar of a narrow screen, as the browser's modal dialog. */
export function NavDrawer({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      className="shell-drawer"
      aria-label="Navigation"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <Sidebar onFollow={onClose} />
    </dialog>
  );
}
