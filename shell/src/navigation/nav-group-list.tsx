import { Icon } from '@business-m/ui';
import { DeskLink } from '../desk/desk-link.tsx';
import type { NavGroup } from './navigation.ts';

export interface NavGroupListProps {
  groups: readonly NavGroup[];
  current: string | undefined;
  /** Only icons; the names stay as tooltips and for screen readers. */
  collapsed?: boolean;
  onFollow?: (() => void) | undefined;
}

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
