import type { ReactNode } from 'react';
import { View, YStack } from 'tamagui';
import { Icon, type IconProps } from '../icons/icon.tsx';
import { Text } from '../words/text.tsx';

export interface EmptyStateProps {
  icon?: IconProps['name'];
  title: string;
  detail?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ icon, title, detail, action }: EmptyStateProps) {
  return (
    <YStack alignItems="center" paddingVertical="$12" paddingHorizontal="$6" gap="$1">
      {icon && (
        <View
          width={40}
          height={40}
          borderRadius="$large"
          backgroundColor="$sunken"
          alignItems="center"
          justifyContent="center"
          marginBottom="$2"
        >
          <Text tone="muted" display="block">
            <Icon name={icon} size={20} />
          </Text>
        </View>
      )}
      <Text size="large" weight="strong" textAlign="center">
        {title}
      </Text>
      {detail && (
        <Text tone="muted" textAlign="center" maxWidth={400}>
          {detail}
        </Text>
      )}
      {action && <View marginTop="$3">{action}</View>}
    </YStack>
  );
}
