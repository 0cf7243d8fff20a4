import type { ReactNode } from 'react';

export interface ToolbarProps {
  /** What the controls are for; default "Filters". */
  label?: string;
  children: ReactNode;
  /** Pushed to the far edge: a count, an export. */
  end?: ReactNode;
}

export function Toolbar({ label = 'Filters', children, end }: ToolbarProps) {
  return (
    <div role="group" aria-label={label} className="desk-toolbar">
      {children}
      {end}
    </div>
  );
}
