import { styled, Text } from 'tamagui';

/** The box of every button: a true `<button>` with Tamagui's states. Heights come from the desk's control height, larger at phone width. */
export const ButtonFrame = styled(Text, {
  name: 'Button',
  render: 'button',
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flexShrink: 0,
  gap: '$1.5',
  borderWidth: 1,
  borderStyle: 'solid',
  borderRadius: '$medium',
  fontFamily: '$body',
  fontWeight: '500',
  fontSize: '$body',
  lineHeight: '$body',
  whiteSpace: 'nowrap',
  userSelect: 'none',
  cursor: 'pointer',
  focusVisibleStyle: { outlineWidth: 2, outlineStyle: 'solid', outlineColor: '$ring', outlineOffset: 1 },
  variants: {
    look: {
      primary: {
        color: '$onAccent',
        backgroundColor: '$accent',
        borderColor: 'transparent',
        hoverStyle: { backgroundColor: '$accentHover' },
        pressStyle: { backgroundColor: '$accentPress' },
      },
      default: {
        color: '$color',
        backgroundColor: '$surface',
        borderColor: '$borderStrong',
        hoverStyle: { backgroundColor: '$hover' },
        pressStyle: { backgroundColor: '$press' },
      },
      quiet: {
        color: '$muted',
        backgroundColor: 'transparent',
        borderColor: 'transparent',
        hoverStyle: { backgroundColor: '$press', color: '$color' },
        pressStyle: { backgroundColor: '$border' },
      },
      danger: {
        color: '$onAccent',
        backgroundColor: '$dangerFill',
        borderColor: 'transparent',
        hoverStyle: { backgroundColor: '$dangerFillHover' },
        pressStyle: { backgroundColor: '$dangerFillHover' },
      },
      quietDanger: {
        color: '$danger',
        backgroundColor: 'transparent',
        borderColor: 'transparent',
        hoverStyle: { backgroundColor: '$dangerSoft' },
        pressStyle: { backgroundColor: '$dangerSoft' },
      },
    },
    room: {
      medium: { height: 'var(--desk-control)', paddingHorizontal: '$3' },
      small: { height: 'var(--desk-control-small)', paddingHorizontal: '$2.5', fontSize: '$small' },
      iconMedium: { height: 'var(--desk-control)', width: 'var(--desk-control)', padding: 0 },
      iconSmall: { height: 'var(--desk-control-small)', width: 'var(--desk-control-small)', padding: 0 },
    },
    off: { true: { opacity: 0.5, cursor: 'default', pointerEvents: 'none' } },
  } as const,
});
