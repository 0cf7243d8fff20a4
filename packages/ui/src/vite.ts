/**
 * What a Vite build or dev server that contains this package must set: Tamagui reads its target and its switches from `process.env`,
 * which browsers lack.
 *
 * @example export default defineConfig(mergeConfig(uiViteConfig(), { … }))
 */
export function uiViteConfig() {
  const off = [
    'DEBUG',
    'IS_STATIC',
    'TAMAGUI_BAIL_AFTER_SCANNING_X_CSS_RULES',
    'TAMAGUI_CSS_VARIABLE_PREFIX',
    'TAMAGUI_DEFAULT_COLOR',
    'TAMAGUI_DID_OUTPUT_CSS',
    'TAMAGUI_DISABLE_MISSING_TOKEN_LOG',
    'TAMAGUI_DISABLE_NO_THEME_WARNING',
    'TAMAGUI_DOES_SSR_CSS',
    'TAMAGUI_DYNAMIC_COLOR_IOS',
    'TAMAGUI_ENABLE_STYLE_TOKEN_PROVENANCE',
    'TAMAGUI_HEADLESS',
    'TAMAGUI_IMAGE_CHECK_ERROR',
    'TAMAGUI_INSERT_SELECTOR_TRIES',
    'TAMAGUI_IS_CORE_NODE',
    'TAMAGUI_LAYOUT_FRAME_SKIP',
    'TAMAGUI_MEMOIZE_STYLEABLE',
    'TAMAGUI_ONLAYOUT_PRETRANSFORM',
    'TAMAGUI_RNGH_PRESS_DELAY',
    'TAMAGUI_STACK_Z_INDEX_GLOBAL',
    'TAMAGUI_STYLE_INSERTION_WARNING_LIMIT',
    'TAMAGUI_TOKEN_PREFIX',
    'TAMAGUI_USE_WINDOW_DIMENSIONS_MAX_UPDATE_MS',
    'TAMAGUI_WARN_ON_MISSING_VARIANT',
    'TEST_NATIVE_PLATFORM',
  ];
  const define: Record<string, string> = {
    'process.env.TAMAGUI_TARGET': JSON.stringify('web'),
    // Without it Tamagui's slider starts a timer in every page, used or not.
    'process.env.TAMAGUI_DISABLE_SLIDER_INTERVAL': 'true',
  };
  for (const name of off) define[`process.env.${name}`] = 'undefined';
  return { define };
}
