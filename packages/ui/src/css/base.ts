/**
 * Page, words and focus: what every element starts from. In a layer is what remotes style by themselves: a rule outside of all layers would win over
 * the whole of Tailwind, which has its own in layers.
 */
export const baseCss = `
:root {
  --desk-font: "Inter Variable", Inter, -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", Cantarell, Ubuntu, "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif;
  --desk-mono: ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace;
  --desk-control: 32px;
  --desk-control-small: 28px;
  --desk-row: 36px;
  --desk-row-dense: 30px;
  --desk-sticky-top: 0px;
}
.t_light { color-scheme: light; --desk-shadow: 0 1px 2px rgba(20,21,26,.05); --desk-shadow-raised: 0 0 0 1px rgba(20,21,26,.06), 0 2px 6px rgba(20,21,26,.06), 0 12px 32px rgba(20,21,26,.12); }
.t_dark { color-scheme: dark; --desk-shadow: 0 1px 2px rgba(0,0,0,.3); --desk-shadow-raised: 0 0 0 1px rgba(255,255,255,.07), 0 4px 12px rgba(0,0,0,.35), 0 16px 40px rgba(0,0,0,.45); }
@layer desk-base {
*, *::before, *::after { box-sizing: border-box; }
h1, h2, h3, h4, p, figure, dl, dd { margin: 0; font-size: inherit; font-weight: inherit; }
button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
button { cursor: pointer; border: 0; background: none; padding: 0; }
a { color: var(--accentText); text-decoration: none; }
h1, h2, h3, h4 { overflow-wrap: anywhere !important; }
button:disabled { cursor: default; }
a:hover { text-decoration: underline; text-underline-offset: 2px; }
::selection { background: var(--selection); }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 1px; }
}
html { -webkit-text-size-adjust: 100%; background: var(--background); }
body { margin: 0; font: 400 13px/20px var(--desk-font); color: var(--color); background: var(--background); -webkit-font-smoothing: antialiased; -moz-osx-font-smoothing: grayscale; font-synthesis: none; text-rendering: optimizeLegibility; }
.desk-icon { flex: none; display: inline-block; vertical-align: -0.22em; }
.desk-figures { font-variant-numeric: tabular-nums; }
.desk-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
@media (max-width: 640px) {
  :root { --desk-control: 40px; --desk-control-small: 40px; --desk-row: 44px; --desk-row-dense: 44px; }
}
`;
