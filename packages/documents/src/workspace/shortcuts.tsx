import { Link } from '@business-m/sdk';
import { Icon, type IconName } from '@business-m/ui';

/** The ways on from a workspace's front page, beside its title. */
export function Shortcuts({ items }: { items: readonly { to: string; label: string; icon: IconName }[] }) {
  return (
    <nav aria-label="Go to" className="desk-ways">
      {items.map(({ to, label, icon }) => (
        <Link key={to} to={to}>
          <Icon name={icon} size={14} />
          {label}
        </Link>
      ))}
    </nav>
  );
}
