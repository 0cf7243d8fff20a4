import type * as theme from '../theme/config.ts';
import { baseCss } from './base.ts';
import { controlsCss } from './controls.ts';
import { feedbackCss } from './feedback.ts';
import { gridCss, stackedGridCss } from './grid.ts';
import { linesCss } from './lines.ts';
import { popupsCss } from './popups.ts';
import { printCss } from './print.ts';

/** All CSS of the design system: Tamagui’s tokens and themes, then the kit’s rules. Runs under plain Node, for builds to write a file. */
export async function deskCss(): Promise<string> {
  // Tamagui's slider would start a timer that keeps Node, and so every build, from ending. The address hides the import from the bundler
  // of Vite's configuration files, which would move it before this line.
  process.env.TAMAGUI_DISABLE_SLIDER_INTERVAL = 'true';
  const config = new URL('../theme/config.ts', import.meta.url).href;
  const { deskConfig } = (await import(config)) as typeof theme;
  return [deskConfig.getCSS(), baseCss, controlsCss, popupsCss, gridCss, stackedGridCss, linesCss, feedbackCss, printCss].join('\n');
}
