import type { ReactNode } from 'react';
import { Header, XStack, YStack } from 'tamagui';
import { Icon } from '../icons/icon.tsx';
import { KitLink } from '../theme/link.tsx';
import { Heading } from '../words/heading.tsx';
import { Text } from '../words/text.tsx';

export interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  badge?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  /** Where the screen belongs: a quiet link above the title. */
  back?: { href: string; label: string };
}

/** The screen's name (its one `h1`), its state, and what can be done with it. */
export function PageHeader({ title, subtitle, badge, actions, back }: PageHeaderProps) {
  return (
    <Header gap="$1">
      {back && (
        <KitLink href={back.href} className="desk-back">
          <Icon name="arrow-left" size={13} />
          {back.label}
        </KitLink>
      )}
      <XStack alignItems="center" justifyContent="space-between" gap="$4" rowGap="$3" flexWrap="wrap">
        <YStack flexShrink={1} minWidth={0} gap="$0.5">
          <XStack alignItems="center" gap="$2" rowGap="$1" minHeight={32} flexWrap="wrap">
            <Heading level={1}>{title}</Heading>
            {badge}
          </XStack>
          {subtitle && <Text tone="muted">{subtitle}</Text>}
        </YStack>
        {actions && (
          <XStack alignItems="center" gap="$2" flexWrap="wrap" maxWidth="100%">
            {actions}
          </XStack>
        )}
      </XStack>
    </Header>
  );
}
