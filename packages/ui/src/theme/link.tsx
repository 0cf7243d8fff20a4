import { type ComponentType, createContext, type ReactNode, useContext } from 'react';

export interface LinkProps {
  href: string;
  /** Both must reach the anchor: the grid moves the focus among its row links with them. */
  className?: string;
  tabIndex?: number;
  children: ReactNode;
}

export type LinkComponent = ComponentType<LinkProps>;

export const LinkContext = createContext<LinkComponent | null>(null);

/** A link drawn by the desk's router when one was given to `DeskUi`, else a plain anchor. */
export function KitLink(props: LinkProps) {
  const Link = useContext(LinkContext);
  return Link ? <Link {...props} /> : <a {...props} />;
}
