import type { ReactNode } from 'react';
import { styled, Separator as TamaguiSeparator, YStack } from 'tamagui';

const Frame = styled(YStack, {
  name: 'Card',
  className: 'desk-card',
  backgroundColor: '$surface',
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: '$border',
  borderRadius: '$large',
  boxShadow: 'var(--desk-shadow)',
  variants: {
    room: { none: { padding: 0 }, normal: { padding: '$5', gap: '$4', $phone: { padding: '$4' } } },
  } as const,
});

export interface CardProps {
  /** Space inside: `none` when a grid fills the card to its edges. */
  padding?: 'none' | 'normal';
  children: ReactNode;
}

/** A surface that groups what belongs together. */
export function Card({ padding = 'normal', children }: CardProps) {
  return <Frame room={padding}>{children}</Frame>;
}

/** A hairline between things; `vertical` between things in a row. */
export const Separator = styled(TamaguiSeparator, { name: 'Separator', role: 'separator', borderColor: '$border' });
