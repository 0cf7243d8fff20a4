import { type ReactNode, useId } from 'react';

export interface SectionProps {
  title?: string;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={title ? id : undefined}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  );
}
