import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/icon.tsx';

export interface EmptyStateProps {
  icon?: IconProps['name'];
  title: string;
  detail?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, detail, action }: EmptyStateProps) {
  return (
    <div className="desk-empty">
      {icon && <Icon name={icon} size={22} />}
      <div>{title}</div>
      <div>{detail}</div>
      {action}
    </div>
  );
}
