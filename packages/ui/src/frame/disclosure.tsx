import type { ReactNode } from 'react';

export interface DisclosureProps {
  /** What is behind it, in a word or two. */
  label: string;
  /** Drawn as it stands: figures under each other, spaces kept. */
  code?: boolean;
  /** Each time that it is opened: for what is fetched only then. */
  onOpen?(): void;
  children: ReactNode;
}

/** Something few people want to read, folded away: the browser's own `<details>`. */
export function Disclosure({ label, code = false, onOpen, children }: DisclosureProps) {
  return (
    <details className="desk-disclosure" onToggle={({ currentTarget: { open } }) => open && onOpen?.()}>
      <summary>{label}</summary>
      {code ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        <pre tabIndex={0}>{children}</pre>
      ) : (
        children
      )}
    </details>
  );
}
