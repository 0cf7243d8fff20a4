import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger';

export interface BadgeProps {
  tone?: Tone;
  children: ReactNode;
}

/** A state in one word. Plain element: grids hold hundreds. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return <span className={`desk-badge is-${tone}`}>{children}</span>;
}
