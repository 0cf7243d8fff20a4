/// <reference path="./react-native.d.ts" />
import { createTamagui } from 'tamagui';
import { themes } from './themes.ts';
import { bodyFont, tokens } from './tokens.ts';

/** The desk's whole Tamagui configuration: one font, two themes, no animation driver (transitions are plain CSS). */
export const deskConfig = createTamagui({
  tokens,
  themes,
  fonts: { body: bodyFont },
  media: { phone: { maxWidth: 640 }, narrow: { maxWidth: 960 }, wide: { minWidth: 1280 } },
  // The theme's class stands on `<html>`, so a page can carry it before any script runs and never flashes.
  settings: { defaultFont: 'body', disableSSR: true, addThemeClassName: 'html' },
});

type DeskConfig = typeof deskConfig;

declare module 'tamagui' {
  interface TamaguiCustomConfig extends DeskConfig {}
}
