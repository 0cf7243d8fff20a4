import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/icon.tsx';
import { ButtonFrame } from './button-frame.ts';
import type { PressableProps } from './pressable.ts';

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

/** Tamagui hands unknown props to the element; its types only know a view's. */
export function nativeButton(props: object): object {
  return props;
}
