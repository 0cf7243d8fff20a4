import type { ReactNode } from 'react';

export interface CalloutProps {
  tone?: 'info' | 'success' | 'warning' | 'danger';
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

export function Callout({ tone = 'info', title, children, action }: CalloutProps) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={`desk-callout is-${tone}`}>
      <div>{title}</div>
      {children}
      {action}
    </div>
  );
}
