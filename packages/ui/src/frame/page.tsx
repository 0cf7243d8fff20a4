import type { ReactNode } from 'react';

export interface PageProps {
  /** `wide` for grids (default), `form` for a readable column. */
  width?: 'wide' | 'form';
  children: ReactNode;
}

/** One screen: its margins and the rhythm between its parts. */
export function Page({ width = 'wide', children }: PageProps) {
  return <div className={`desk-page is-${width}`}>{children}</div>;
}
