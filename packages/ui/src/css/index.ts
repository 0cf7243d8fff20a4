import { deskConfig } from '../theme/config.ts';

/** All CSS of the desk's design system: Tamagui's tokens and themes, and the kit's own rules. Runs under plain Node. */
export function deskCss(): string {
  return deskConfig.getCSS();
}
