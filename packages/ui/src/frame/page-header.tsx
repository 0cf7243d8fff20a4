import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  badge?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  /** Where the screen belongs: a quiet link above the title. */
  back?: { href: string; label: string };
}

export function PageHeader({ title, subtitle, badge, actions }: PageHeaderProps) {
  return (
    <header className="desk-page-header">
      <h1>{title}</h1>
      {badge}
      {subtitle}
      {actions}
    </header>
  );
}
