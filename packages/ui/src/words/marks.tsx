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

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="desk-kbd">{children}</kbd>;
}

export interface SkeletonProps {
  /** Pixels, or any CSS length. */
  width?: number | string;
  height?: number | string;
}

/** Stands where words will be, at the size they will have. Hidden from assistive technology: mark the region `aria-busy`. */
export function Skeleton({ width = '100%', height = 12 }: SkeletonProps) {
  return <span aria-hidden="true" className="desk-skeleton" style={{ width, height }} />;
}
