/** What opens over the page: lists, tooltips, toasts in the browser's top layer; dialogs below them. */
export const popupsCss = `
.desk-through { display: contents; }
.desk-layer { inset: auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible; color: inherit; }
.desk-popup { z-index: 200; box-sizing: border-box; max-width: min(420px, calc(100vw - 16px)); max-height: min(480px, var(--popover-available-height, 480px)); padding: 4px; border: 0; border-radius: 8px; background: var(--raised); color: var(--color); box-shadow: var(--desk-shadow-raised); overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; outline: 0; animation: desk-pop 90ms ease-out; }
.desk-menu { min-width: 176px; max-width: min(320px, calc(100vw - 16px)); }
.desk-combobox .desk-popup { max-width: none; min-width: 100%; max-height: min(304px, var(--popover-available-height, 304px)); }
.desk-menu-item { display: flex; width: 100%; align-items: center; gap: 8px; min-height: 30px; padding: 4px 8px; border-radius: 5px; text-align: start; line-height: 20px; white-space: nowrap; cursor: pointer; }
.desk-menu-item > .desk-icon { color: var(--muted); }
.desk-menu-item[data-active-item] { background: var(--hover); outline: 0; }
.t_dark .desk-menu-item[data-active-item], .t_dark .desk-option[data-active-item] { background: var(--press); }
.desk-menu-item:focus-visible { box-shadow: inset 0 0 0 2px var(--ring); }
.desk-menu-item.is-danger, .desk-menu-item.is-danger > .desk-icon { color: var(--danger); }
.desk-menu-item[aria-disabled="true"] { color: var(--faint); cursor: default; }
.desk-menu-line { height: 1px; margin: 4px -4px; background: var(--border); border: 0; }

.desk-option { display: flex; align-items: baseline; gap: 8px; min-height: 30px; padding: 5px 8px; border-radius: 5px; cursor: pointer; line-height: 20px; }
.desk-option[data-active-item] { background: var(--hover); }
.desk-option > .desk-option-label { flex: 1 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.desk-option > .desk-option-hint { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 12px; color: var(--muted); }
.desk-option > .desk-icon { align-self: center; color: var(--accentText); }
.desk-option-none { padding: 7px 8px; color: var(--muted); }
.desk-option-wait { display: flex; align-items: center; height: 30px; padding: 0 8px; }

.desk-calendar { padding: 8px; }
.desk-calendar-head { display: flex; align-items: center; justify-content: space-between; padding-bottom: 4px; }
.desk-calendar-title { font-weight: 500; }
.desk-calendar table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.desk-calendar th { width: 34px; height: 26px; font-size: 12px; font-weight: 500; color: var(--muted); text-align: center; }
.desk-calendar td { padding: 1px; }
.desk-calendar td > button { width: 32px; height: 30px; border-radius: 6px; text-align: center; cursor: pointer; }
.desk-calendar td > button:hover:not(:disabled) { background: var(--hover); }
.desk-calendar td > button:focus-visible { outline: 2px solid var(--ring); outline-offset: -1px; }
.desk-calendar td > button.is-other { color: var(--muted); }
.desk-calendar td > button:disabled { color: var(--faint); cursor: default; }
.desk-calendar td > button[aria-current] { font-weight: 600; color: var(--accentText); }
.desk-calendar td > button[aria-pressed="true"] { background: var(--accent); color: var(--onAccent); }
@media (max-width: 640px) { .desk-calendar td > button { width: 44px; height: 44px; } .desk-calendar th { width: 46px; } }

.desk-tooltip { max-width: 280px; padding: 4px 8px; border-radius: 6px; background: #25262c; color: #f3f3f5; font-size: 12px; line-height: 16px; overflow: hidden; box-shadow: 0 4px 12px rgba(0,0,0,.2); }
.desk-layer:has(> [role="status"]) { pointer-events: none !important; }
.t_dark .desk-tooltip { background: #34363f; box-shadow: 0 0 0 1px rgba(255,255,255,.08), 0 4px 12px rgba(0,0,0,.4); }

.desk-dialog { position: fixed; z-index: 100; inset: 0; margin: auto; height: fit-content; display: flex; flex-direction: column; width: min(var(--desk-dialog-width, 480px), calc(100vw - 32px)); max-width: none; max-height: min(720px, calc(100dvh - 32px)); padding: 0; border: 0; border-radius: 12px; background: var(--raised); color: var(--color); box-shadow: var(--desk-shadow-raised); overflow: hidden; outline: 0; animation: desk-rise 140ms cubic-bezier(.2,.8,.3,1); }
.desk-backdrop { z-index: 100; background: var(--scrim); animation: desk-fade 120ms ease-out; }
.desk-dialog.is-small { --desk-dialog-width: 400px; }
.desk-dialog.is-large { --desk-dialog-width: 720px; }
.desk-dialog-head { padding: 20px 52px 0 20px; }
.desk-dialog-body { padding: 12px 20px 20px; overflow: auto; overscroll-behavior: contain; min-height: 0; }
.desk-dialog-head + .desk-dialog-actions { margin-top: 20px; }
.desk-dialog-actions { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 20px; border-top: 1px solid var(--border); background: var(--raised); flex-wrap: wrap; }
.desk-dialog-close { position: absolute; top: 14px; inset-inline-end: 14px; }

.desk-toasts { position: fixed; z-index: 200; inset: auto 16px 16px auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible; width: min(360px, calc(100vw - 32px)); color: var(--color); }
.desk-toasts ol { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 8px; }
.desk-toast { display: flex; gap: 10px; align-items: flex-start; padding: 10px 8px 10px 12px; border-radius: 10px; background: var(--raised); box-shadow: var(--desk-shadow-raised); animation: desk-rise 160ms cubic-bezier(.2,.8,.3,1); }
.desk-toast > .desk-icon { margin-top: 2px; }
.desk-toast > span > button { margin-block: -4px; }
.desk-toast.is-info > .desk-icon { color: var(--info); }
.desk-toast.is-success > .desk-icon { color: var(--success); }
.desk-toast.is-warning > .desk-icon { color: var(--warning); }
.desk-toast.is-danger > .desk-icon { color: var(--danger); }
.desk-toast-words { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.desk-toast-title { font-weight: 500; }
.desk-toast-detail { color: var(--muted); font-size: 12px; line-height: 16px; margin-top: 2px; }
.desk-toast-action { margin-top: 8px; }
@media (max-width: 640px) {
  .desk-menu-item, .desk-option { min-height: 44px; align-items: center; }
  .desk-toasts { inset: auto 16px max(16px, env(safe-area-inset-bottom)) 16px; width: auto; }
  .desk-dialog-actions > * { flex: 1 1 auto; }
}
@keyframes desk-pop { from { opacity: 0; transform: translateY(-2px); } }
@keyframes desk-rise { from { opacity: 0; transform: translateY(8px); } }
@keyframes desk-fade { from { opacity: 0; } }
`;
