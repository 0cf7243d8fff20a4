import type { ReactNode } from 'react';
import { styled, Text } from 'tamagui';

const Frame = styled(Text, {
  name: 'Heading',
  fontFamily: '$body',
  color: '$color',
  fontWeight: '600',
  variants: {
    look: {
      1: { fontSize: '$heading', lineHeight: '$heading', letterSpacing: '$heading' },
      2: { fontSize: '$title', lineHeight: '$title', letterSpacing: '$title' },
      3: { fontSize: '$large', lineHeight: '$large' },
      4: { fontSize: '$body', lineHeight: '$body' },
    },
  } as const,
});

export interface HeadingProps {
  level: 1 | 2 | 3 | 4;
  id?: string;
  children: ReactNode;
}

/** A true `h1`–`h4`; one `h1` a page. */
export function Heading({ level, id, children }: HeadingProps) {
  const tag = `h${level}` as const;
  return (
    <Frame render={tag} look={level} id={id}>
      {children}
    </Frame>
  );
}
