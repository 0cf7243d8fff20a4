import { styled, Text as TamaguiText } from 'tamagui';

/** Words. `size` is a role (`caption` 11, `small` 12, `body` 13, `large` 14, `title` 16); `numeric` aligns figures in columns. */
export const Text = styled(TamaguiText, {
  name: 'Text',
  fontFamily: '$body',
  color: '$color',
  variants: {
    size: {
      caption: { fontSize: '$caption', lineHeight: '$caption' },
      small: { fontSize: '$small', lineHeight: '$small' },
      body: { fontSize: '$body', lineHeight: '$body' },
      large: { fontSize: '$large', lineHeight: '$large' },
      title: { fontSize: '$title', lineHeight: '$title', letterSpacing: '$title' },
    },
    tone: {
      default: { color: '$color' },
      muted: { color: '$muted' },
      accent: { color: '$accentText' },
      success: { color: '$success' },
      warning: { color: '$warning' },
      danger: { color: '$danger' },
      info: { color: '$info' },
    },
    weight: { regular: { fontWeight: '400' }, medium: { fontWeight: '500' }, strong: { fontWeight: '600' } },
    numeric: { true: { fontVariant: ['tabular-nums'] } },
  } as const,
  defaultVariants: { size: 'body' },
});

/** A block of running text at a readable measure. */
export const Paragraph = styled(Text, { name: 'Paragraph', render: 'p', maxWidth: 640 });
