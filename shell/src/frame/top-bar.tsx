import { Badge, IconButton } from '@business-m/ui';
import { useDesk } from '../desk/desk-context.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { ThemeMenu } from './theme-menu.tsx';
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
