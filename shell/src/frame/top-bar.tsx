import { Badge, IconButton, Menu } from '@business-m/ui';
import { useDesk, useMatch, usePlace } from '../desk/desk-context.tsx';
import { DeskLink } from '../desk/desk-link.tsx';
import type { ThemeChoice } from '../desk/theme.ts';
import { trail } from '../navigation/trail.ts';
import { UserMenu } from './user-menu.tsx';

export interface TopBarProps {
  onOpenDrawer: () => void;
  collapsed: boolean;
  onCollapse: (collapsed: boolean) => void;
}

export function TopBar({ onOpenDrawer, collapsed, onCollapse }: TopBarProps) {
  const { environment } = useDesk().resolution;
  return (
    <header className="shell-top-bar">
      <div className="shell-only-narrow">
        <IconButton icon="menu" label="Open navigation" onPress={onOpenDrawer} />
      </div>
      <div className="shell-only-wide">
        <IconButton icon="menu" label={collapsed ? 'Widen navigation' : 'Narrow navigation'} onPress={() => onCollapse(!collapsed)} />
      </div>
      <Breadcrumb />
      {environment !== 'prod' && <Badge tone="warning">{environment}</Badge>}
      <ThemeMenu />
      <UserMenu />
    </header>
  );
}

function Breadcrumb() {
  const match = useMatch();
  const { pathname } = usePlace();
  const crumbs = match ? trail(match, pathname) : [];
  return (
    <nav className="shell-breadcrumb" aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ title, to }, index) => (
          <li key={[index, title].join()} {...(index === crumbs.length - 1 ? { 'aria-current': 'page' } : {})}>
            {to ? (
              <DeskLink to={to} className="shell-crumb">
                {title}
              </DeskLink>
            ) : (
              <span>{title}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const choices: readonly { choice: ThemeChoice; label: string; icon: string }[] = [
  { choice: 'light', label: 'Light', icon: 'sun' },
  { choice: 'dark', label: 'Dark', icon: 'moon' },
  { choice: 'system', label: 'As the system', icon: 'settings' },
];

function ThemeMenu() {
  const { appearance } = useDesk();
  const current = choices.find(({ choice }) => choice === appearance.choice);
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={appearance.theme === 'dark' ? 'moon' : 'sun'} label={`Appearance: ${current?.label}`} />}
      items={choices.map(({ choice, label, icon }) => ({
        label,
        icon: choice === appearance.choice ? 'check' : icon,
        onSelect: () => appearance.choose(choice),
      }))}
    />
  );
}
