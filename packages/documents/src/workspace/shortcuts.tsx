import { Link } from '@business-m/sdk';
import { Icon, type IconName, XStack, YStack } from '@business-m/ui';

/** The ways on from a workspace's front page. */
export function Shortcuts({ items }: { items: readonly { to: string; label: string; icon: IconName }[] }) {
  return (
    <YStack gap="$2">
      {items.map(({ to, label, icon }) => (
        <XStack key={to} gap="$2" alignItems="center">
          <Icon name={icon} size={15} />
          <Link to={to}>{label}</Link>
        </XStack>
      ))}
    </YStack>
  );
}
