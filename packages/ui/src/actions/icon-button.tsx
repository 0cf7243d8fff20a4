import { Icon, type IconProps } from '../icons/icon.tsx';
import { ButtonFrame, nativeButton, type PressableProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends PressableProps {
  icon: IconProps['name'];
  /** What it does: the button's name and its tooltip. */
  label: string;
  size?: 'small' | 'medium';
  variant?: 'default' | 'quiet' | 'danger';
}

/** A square button with a mark; its words show on hover and on keyboard focus. */
export function IconButton({ icon, label, size = 'medium', variant = 'quiet', disabled, onPress, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} names>
      <ButtonFrame
        {...nativeButton({ ...rest, type: 'button', disabled, 'aria-label': label })}
        look={variant === 'danger' ? 'quietDanger' : variant}
        room={size === 'small' ? 'iconSmall' : 'iconMedium'}
        off={disabled}
        onClick={onPress}
      >
        <Icon name={icon} size={size === 'small' ? 14 : 16} />
      </ButtonFrame>
    </Tooltip>
  );
}
