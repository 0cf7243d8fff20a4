import { type ReactNode, useLayoutEffect } from 'react';
import { TamaguiProvider } from 'tamagui';
import { useEarlyPopups } from '../popups/load.ts';
import { deskConfig } from './config.ts';
import { type LinkComponent, LinkContext } from './link.tsx';

export type DeskTheme = 'light' | 'dark';

export interface DeskUiProps {
  theme: DeskTheme;
  /** How links inside the kit (grid rows, back links) are drawn; the desk passes its router's link. Default: a plain `<a>`. */
  link?: LinkComponent;
  children: ReactNode;
}

/**
 * Root of everything drawn with this package. Its CSS comes from `deskCss()`, served as a file; nothing is injected.
 * The theme stands as `t_light` or `t_dark` on `<html>`: a page that carries the class from the start never flashes.
 *
 * @example <DeskUi theme="dark" link={({ href, ...rest }) => <RouterLink to={href} {...rest} />}>…</DeskUi>
 */
export function DeskUi({ theme, link, children }: DeskUiProps) {
  useEarlyPopups();
  useLayoutEffect(() => {
    // Tamagui adds its theme's class and takes back only what it added: one the page came with would win over it.
    document.documentElement.classList.remove(theme === 'light' ? 't_dark' : 't_light');
  }, [theme]);
  return (
    <TamaguiProvider config={deskConfig} defaultTheme={theme} disableInjectCSS>
      <LinkContext value={link ?? null}>{children}</LinkContext>
    </TamaguiProvider>
  );
}
