import type { ReactNode } from 'react';

export interface CardProps {
  /** Space inside: `none` when a grid fills the card to its edges. */
  padding?: 'none' | 'normal';
  children: ReactNode;
}

export function Card({ padding = 'normal', children }: CardProps) {
  return <div className={`desk-card is-${padding}`}>{children}</div>;
}
