import { Icon } from '@business-m/ui';
import { useDesk } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import { usePlace } from '../desk/place.ts';
import { Mark } from './mark.tsx';
import { currentEntry, type NavGroup, navigation } from './navigation.ts';

export interface SidebarProps {
  /** Only icons; the names stay for screen readers and as tooltips. */
  collapsed?: boolean;
  onFollow?: () => void;
}

/** The desk's navigation, drawn from the manifest alone: no remote's code is loaded for it. */
export function Sidebar({ collapsed = false, onFollow }: SidebarProps) {
  const { resolution } = useDesk();
  const { pathname } = usePlace();
  const sections = navigation(resolution);
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
      <nav aria-label="Main">
        {sections.map(({ scope, title, groups }) => (
          <section key={scope} aria-label={title}>
            <h2>{title}</h2>
            {groups.map((group) => (
              <Group key={group.title ?? ''} group={group} current={current} collapsed={collapsed} follow={follow} />
            ))}
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
    </div>
  );
}

interface GroupProps {
  group: NavGroup;
  current: string | undefined;
  collapsed: boolean;
  follow: { onFollow?: () => void };
}

function Group({ group, current, collapsed, follow }: GroupProps) {
  return (
    <>
      {group.title && <h3>{group.title}</h3>}
      <ul>
        {group.entries.map(({ to, title, icon }) => (
          <li key={to}>
            <DeskLink to={to} {...follow} {...(to === current ? { 'aria-current': 'page' } : {})} {...(collapsed ? { title } : {})}>
              <Icon name={icon} />
              <span>{title}</span>
            </DeskLink>
          </li>
        ))}
      </ul>
    </>
  );
}
