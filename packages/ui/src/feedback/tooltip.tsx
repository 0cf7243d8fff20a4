import type { ReactElement } from 'react';

export interface TooltipProps {
  label: string;
  /** One focusable element. */
  children: ReactElement;
}

export function Tooltip({ children }: TooltipProps) {
  return children;
}
