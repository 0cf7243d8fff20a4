import { TamaguiProvider, Theme } from '@tamagui/core';
import { type ReactNode, useLayoutEffect } from 'react';
import { type LinkComponent, LinkContext } from './link.tsx';
import { deskConfig } from './config.ts';

export type DeskTheme = 'light' | 'dark';

export interface DeskUiProps {
  theme: DeskTheme;
  /** How links inside the kit (grid rows, back links) are drawn; the desk passes its router's link. Default: a plain `<a>`. */
  link?: LinkComponent;
  children: ReactNode;
}

/** Root of everything drawn with this package. Its CSS comes from `deskCss()`, served as a file; nothing is injected. */
export function DeskUi({ theme, link, children }: DeskUiProps) {
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  return (
    <TamaguiProvider config={deskConfig} defaultTheme={theme} disableInjectCSS>
      <Theme name={theme}>
        <LinkContext value={link ?? null}>{children}</LinkContext>
      </Theme>
    </TamaguiProvider>
  );
}
