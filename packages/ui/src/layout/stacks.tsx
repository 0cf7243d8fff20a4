import { styled, View } from '@tamagui/core';

/** A row. Space is `$n`: n × 4 px. */
export const XStack = styled(View, { name: 'XStack', flexDirection: 'row' });

/** A column. */
export const YStack = styled(View, { name: 'YStack', flexDirection: 'column' });

/** A hairline between things; `vertical` between things in a row. */
export const Separator = styled(View, {
  name: 'Separator',
  role: 'separator',
  backgroundColor: '$border',
  height: 1,
  alignSelf: 'stretch',
  flexShrink: 0,
  variants: {
    vertical: { true: { width: 1, height: 'auto' } },
  } as const,
});

export { View };
