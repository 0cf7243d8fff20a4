import { Icon } from '@business-m/ui';
import { DeskLink } from '../desk/desk-link.tsx';
import type { NavGroup } from './navigation.ts';

export interface NavGroupListProps {
  groups: readonly NavGroup[];
  /** The entry that the page belongs to. */
  current: string | undefined;
  /** Only icons; the names stay for screen readers and as tooltips. */
  collapsed?: boolean;
  onFollow?: (() => void) | undefined;
}

/** The entries of one remote under their headings. */
export function NavGroupList({ groups, current, collapsed = false, onFollow }: NavGroupListProps) {
  const follow = onFollow ? { onFollow } : {};
  return groups.map((group) => (
    <div key={group.title ?? ''}>
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
    </div>
  ));
}
