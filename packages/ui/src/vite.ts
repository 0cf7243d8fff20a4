/** What a Vite build that contains this package must set; merge it into the app's own configuration. */
export function uiViteConfig() {
  return {
    define: {
      'process.env.TAMAGUI_TARGET': JSON.stringify('web'),
    },
  };
}
