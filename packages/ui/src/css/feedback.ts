/** Marks, waiting shapes and the frame’s rules. Reduced motion has no .01ms transitions: inherited colours would arrive a level a frame. */
export const feedbackCss = `
.desk-badge { display: inline-flex; align-items: center; height: 20px; padding: 0 7px; border-radius: 10px; font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap; vertical-align: middle; background: var(--press); color: var(--muted); }
.desk-badge.is-accent { background: var(--accentSoft); color: var(--accentText); }
.desk-badge.is-info { background: var(--infoSoft); color: var(--info); }
.desk-badge.is-success { background: var(--successSoft); color: var(--success); }
.desk-badge.is-warning { background: var(--warningSoft); color: var(--warning); }
.desk-badge.is-danger { background: var(--dangerSoft); color: var(--danger); }
.desk-clip { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.desk-ways { display: flex; flex-wrap: wrap; gap: 4px; margin-inline: -8px; max-width: calc(100% + 16px); }
.desk-ways > a { display: inline-flex; align-items: center; gap: 6px; height: var(--desk-control-small); padding: 0 8px; border-radius: 6px; color: var(--muted); font-weight: 500; white-space: nowrap; }
.desk-ways > a:hover { background: var(--press); color: var(--color); text-decoration: none; }
.desk-flag { display: inline-flex; align-items: center; height: 20px; color: var(--muted); }
.desk-flag > span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.desk-skeleton { display: inline-block; vertical-align: middle; max-width: 100%; border-radius: 4px; background: var(--press); animation: desk-breathe 1.6s ease-in-out infinite; }
.desk-kbd { display: inline-block; min-width: 18px; height: 18px; padding: 0 4px; border-radius: 4px; border: 1px solid var(--borderStrong); background: var(--surface); color: var(--muted); font: 500 11px/16px var(--desk-font); text-align: center; vertical-align: middle; }
.desk-busy { position: relative; overflow: hidden; }
.desk-busy::after { content: ""; position: absolute; inset: auto 0 0 0; height: 2px; background: currentColor; opacity: .7; transform-origin: 0 50%; animation: desk-run 1.1s ease-in-out infinite; }
.desk-tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--border); overflow-x: auto; scrollbar-width: none; }
.desk-tab { position: relative; display: inline-flex; align-items: center; gap: 6px; height: 36px; padding: 0 10px; flex: none; color: var(--muted); font-weight: 500; border-radius: 6px 6px 0 0; }
.desk-tab:hover { color: var(--color); }
.desk-tab[aria-selected="true"] { color: var(--color); }
.desk-tab[aria-selected="true"]::after { content: ""; position: absolute; inset: auto 6px 0; height: 2px; border-radius: 2px 2px 0 0; background: var(--accent); }
.desk-tab:focus-visible { outline-offset: -2px; }
.desk-tab-panel { padding-top: 16px; }
.desk-tab-count { font-size: 12px; color: var(--faint); font-variant-numeric: tabular-nums; }
.desk-disclosure > summary { width: fit-content; padding: 2px 4px; margin-inline-start: -4px; border-radius: 4px; color: var(--muted); font-size: 12px; line-height: 16px; cursor: pointer; }
.desk-disclosure > summary:hover { color: var(--color); }
.desk-disclosure > pre { max-height: 280px; margin: 6px 0 0; padding: 10px 12px; overflow: auto; border: 1px solid var(--border); border-radius: 6px; background: var(--sunken); font: 12px/18px var(--desk-mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.desk-back { display: inline-flex; align-items: center; gap: 4px; margin-inline-start: -2px; color: var(--muted); font-size: 12px; line-height: 16px; border-radius: 4px; width: fit-content; }
.desk-back:hover { color: var(--color); text-decoration: none; }
@media (max-width: 640px) {
  .desk-flag { padding: 0 7px; border-radius: 10px; background: var(--press); font-size: 12px; font-weight: 500; }
  .desk-flag > span { position: static; width: auto; height: auto; clip-path: none; }
  .desk-flag > .desk-icon { display: none; }
}
@media (max-width: 640px) { .desk-tab { height: 44px; } .desk-back { min-height: 40px; } .desk-disclosure > summary { padding-block: 10px; } }
@keyframes desk-breathe { 50% { opacity: .45; } }
@keyframes desk-run { from { transform: scaleX(0); } 60% { transform: scaleX(1); } to { transform: scaleX(1); opacity: 0; } }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after, ::backdrop { animation-duration: .01ms !important; animation-iteration-count: 1 !important; transition-duration: 0s !important; scroll-behavior: auto !important; }
}
@media print { .desk-toasts, .desk-popup { display: none; } }
`;
