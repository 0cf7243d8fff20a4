import type { KeyboardEvent, MouseEvent, ReactNode, Ref } from 'react';
import { styled, Text } from 'tamagui';
import { Icon, type IconProps } from '../icons/icon.tsx';
import type { themes } from '../theme/themes.ts';

type Colour = `$${keyof (typeof themes)['light']}` | 'transparent';

const look = (color: Colour, backgroundColor: Colour, hover: Colour, press: Colour, borderColor: Colour = 'transparent') => ({
  color,
  backgroundColor,
  borderColor,
  hoverStyle: { backgroundColor: hover },
  pressStyle: { backgroundColor: press },
});

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
      primary: look('$onAccent', '$accent', '$accentHover', '$accentPress'),
      default: look('$color', '$surface', '$hover', '$press', '$borderStrong'),
      quiet: { ...look('$muted', 'transparent', '$press', '$border'), hoverStyle: { backgroundColor: '$press', color: '$color' } },
      danger: look('$onAccent', '$dangerFill', '$dangerFillHover', '$dangerFillHover'),
      quietDanger: look('$danger', 'transparent', '$dangerSoft', '$dangerSoft'),
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

/** Tamagui hands unknown props to the element; its types only know a view's. */
export function nativeButton(props: object): object {
  return props;
}

/** What every button takes, so that a menu or a tooltip can drive it. */
export interface PressableProps {
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  disabled?: boolean;
  autoFocus?: boolean;
  onPress?(event: MouseEvent<HTMLButtonElement>): void;
  onKeyDown?(event: KeyboardEvent<HTMLButtonElement>): void;
  'aria-haspopup'?: 'menu' | 'dialog' | 'listbox';
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'aria-describedby'?: string;
  'aria-pressed'?: boolean;
}

export interface ButtonProps extends PressableProps {
  variant?: 'primary' | 'default' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: IconProps['name'];
  /** Keeps its width and its focus, refuses presses, and says so. */
  busy?: boolean;
  /** `submit` inside a form. Default `button`. */
  type?: 'button' | 'submit';
  'aria-label'?: string;
  children: ReactNode;
}

/** One primary button a screen; the rest default or quiet. */
export function Button({
  variant = 'default',
  size = 'medium',
  icon,
  busy,
  disabled,
  onPress,
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  return (
    <ButtonFrame
      {...nativeButton({ ...rest, type, disabled, 'aria-busy': busy || undefined })}
      look={variant}
      room={size}
      off={disabled}
      className={busy ? 'desk-busy' : undefined}
      onClick={(event: Parameters<NonNullable<typeof onPress>>[0]) => (busy ? event.preventDefault() : onPress?.(event))}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </ButtonFrame>
  );
}
