/**
 * What a Vite build or dev server that contains this package must set.
 *
 * Tamagui reads its target and its switches from `process.env`, which browsers lack. It imports react-native only in files for
 * native targets, so nothing needs an alias.
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
    'TAMAGUI_INSERT_SELECTOR_TRIES',
    'TAMAGUI_IS_CORE_NODE',
    'TAMAGUI_LAYOUT_FRAME_SKIP',
    'TAMAGUI_MEMOIZE_STYLEABLE',
    'TAMAGUI_ONLAYOUT_PRETRANSFORM',
    'TAMAGUI_STYLE_INSERTION_WARNING_LIMIT',
    'TAMAGUI_TOKEN_PREFIX',
    'TAMAGUI_WARN_ON_MISSING_VARIANT',
    'TEST_NATIVE_PLATFORM',
  ];
  const define: Record<string, string> = { 'process.env.TAMAGUI_TARGET': JSON.stringify('web') };
  for (const name of off) define[`process.env.${name}`] = 'undefined';
  return { define };
}
