import type { ReactNode } from 'react';
import { styled, View } from 'tamagui';

const Frame = styled(View, {
  name: 'Page',
  width: '100%',
  gap: '$4',
  paddingHorizontal: '$6',
  paddingTop: '$5',
  paddingBottom: '$10',
  marginHorizontal: 'auto',
  $phone: { paddingHorizontal: '$4', paddingTop: '$4' },
  variants: {
    measure: { wide: { maxWidth: 1440 }, form: { maxWidth: 1120 } },
  } as const,
});

export interface PageProps {
  /** `wide` for grids (default), `form` for a readable column. */
  width?: 'wide' | 'form';
  children: ReactNode;
}

/** One screen: its margins and the rhythm between its parts. */
export function Page({ width = 'wide', children }: PageProps) {
  return <Frame measure={width}>{children}</Frame>;
}
