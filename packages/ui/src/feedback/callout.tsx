import type { ReactNode } from 'react';
import { styled, View, XStack, YStack } from 'tamagui';
import { Icon } from '../icons/icon.tsx';
import { Text } from '../words/text.tsx';

const Frame = styled(View, {
  name: 'Callout',
  flexDirection: 'row',
  gap: '$2.5',
  paddingVertical: '$2.5',
  paddingHorizontal: '$3',
  borderRadius: '$medium',
  variants: {
    tone: {
      info: { backgroundColor: '$infoSoft' },
      success: { backgroundColor: '$successSoft' },
      warning: { backgroundColor: '$warningSoft' },
      danger: { backgroundColor: '$dangerSoft' },
    },
  } as const,
});

const icon = { info: 'info', success: 'circle-check', warning: 'triangle-alert', danger: 'circle-alert' } as const;

export interface CalloutProps {
  /** Default `info`. A `danger` is announced at once. */
  tone?: 'info' | 'success' | 'warning' | 'danger';
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** Something to know right here, where it concerns; a toast is for what happened elsewhere. */
export function Callout({ tone = 'info', title, children, action }: CalloutProps) {
  return (
    <Frame tone={tone} role={tone === 'danger' ? 'alert' : 'status'} alignItems={children ? 'flex-start' : 'center'}>
      <Text tone={tone} display="block">
        <Icon name={icon[tone]} />
      </Text>
      <XStack flex={1} flexWrap="wrap" alignItems="center" columnGap="$4" rowGap="$2">
        <YStack flexGrow={1} flexShrink={1} flexBasis={240} gap="$0.5">
          <Text weight="medium">{title}</Text>
          {children && <Text tone="muted">{children}</Text>}
        </YStack>
        {action}
      </XStack>
    </Frame>
  );
}
