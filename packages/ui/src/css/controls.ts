/** Inputs, their labels, and what is said about them. One box for all: `desk-control`. */
export const controlsCss = `
.desk-field { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
.desk-label { font-size: 12px; line-height: 16px; font-weight: 500; color: var(--muted); }
.desk-required { color: var(--danger); margin-inline-start: 2px; }
.desk-note { display: flex; gap: 4px; align-items: flex-start; font-size: 12px; line-height: 16px; color: var(--muted); overflow-wrap: anywhere; }
.desk-note.is-error { color: var(--danger); }
.desk-note .desk-icon { margin-top: 1.5px; }

.desk-control { display: block; width: 100%; min-width: 0; height: var(--desk-control); padding: 0 9px; border: 1px solid var(--borderStrong); border-radius: 6px; background: var(--surface); color: var(--color); line-height: 20px; text-overflow: ellipsis; transition: border-color 90ms, background-color 90ms; }
.desk-control.is-small { height: var(--desk-control-small); padding: 0 8px; }
.desk-control::placeholder, .desk-combobox input::placeholder { color: var(--faint); opacity: 1; }
.desk-control:hover:not(:disabled, :read-only, :focus) { border-color: var(--faint); }
.desk-control:focus, .desk-control:focus-within { outline: 2px solid var(--ring); outline-offset: -1px; border-color: transparent; }
.desk-control[aria-invalid="true"], .desk-control:has([aria-invalid="true"]) { border-color: var(--danger); }
.desk-control[aria-invalid="true"]:focus, .desk-control:focus-within:has([aria-invalid="true"]) { outline-color: var(--danger); border-color: transparent; }
.desk-control:disabled, .desk-control:has(> :disabled), input.desk-control:read-only, textarea.desk-control:read-only, .desk-control:has(input:read-only) { background: var(--sunken); border-color: var(--border); color: var(--muted); -webkit-text-fill-color: currentColor; opacity: 1; }
.desk-control.is-area { height: auto; min-height: 72px; padding: 5px 9px; resize: vertical; field-sizing: content; max-height: 320px; }
.desk-control.is-number { text-align: end; font-variant-numeric: tabular-nums; }
.desk-control.is-date { position: relative; display: flex; align-items: center; padding: 0; }
.desk-control.is-date > input { flex: 1; width: 100%; min-width: 0; height: 100%; padding: 0 0 0 9px; border: 0; border-radius: inherit; background: transparent; outline: 0; font-variant-numeric: tabular-nums; }
.desk-control.is-date > input::placeholder { color: var(--faint); opacity: 0; }
.desk-control.is-date:hover > input::placeholder, .desk-control.is-date > input:focus::placeholder { opacity: 1; }
.desk-control.is-date > button { flex: none; display: grid; place-items: center; width: 26px; height: 100%; border-radius: 4px; color: var(--faint); cursor: pointer; }
.desk-control.is-date > button:hover:not(:disabled) { color: var(--color); }
.desk-control[type="search"]::-webkit-search-cancel-button { display: none; }
.desk-control.is-select { position: relative; padding: 0; display: flex; align-items: center; }
.desk-control.is-select select { appearance: none; width: 100%; height: 100%; padding: 0 26px 0 9px; border: 0; border-radius: inherit; background: transparent; outline: 0; text-overflow: ellipsis; cursor: pointer; }
.desk-control.is-select select[data-empty]:not(:focus) { color: var(--faint); }
.desk-control.is-select select:disabled { cursor: default; opacity: 1; }
.desk-control.is-select option { background: var(--raised); color: var(--color); }
.desk-control.is-select .desk-icon { position: absolute; inset-inline-end: 7px; color: var(--faint); pointer-events: none; }
.desk-control.is-bare { border-color: transparent; border-radius: 4px; background: transparent; height: 34px; }
.desk-control.is-bare.is-area { min-height: 34px; padding: 6px 9px; resize: none; }
.desk-control.is-bare:hover:not(:disabled, :read-only, :focus, :focus-within) { border-color: transparent; background: var(--hover); }
.desk-control.is-bare:focus, .desk-control.is-bare:focus-within { background: var(--surface); }
.desk-control.is-bare:disabled, .desk-control.is-bare:has(> :disabled), input.desk-control.is-bare:read-only { background: transparent; border-color: transparent; }

.desk-affix { position: relative; display: block; min-width: 0; }
.desk-affix > .desk-icon { position: absolute; inset-inline-start: 9px; top: 50%; translate: 0 -50%; color: var(--faint); pointer-events: none; z-index: 1; }
.desk-affix > .desk-control { padding-inline-start: 30px; }

.desk-toolbar .desk-field { position: relative; flex: 0 1 auto; width: 200px; }
.desk-toolbar .desk-note.is-error { position: absolute; z-index: 3; inset: calc(100% + 4px) auto auto 0; width: max-content; max-width: 280px; padding: 5px 9px; border-radius: 6px; background: var(--raised); box-shadow: var(--desk-shadow-raised); }
.desk-toolbar .desk-field:has(select), .desk-toolbar .desk-field:has(.is-date) { width: 150px; }

.desk-choice { display: inline-flex; align-items: flex-start; gap: 8px; min-height: 20px; cursor: pointer; position: relative; }
.desk-choice:has(:disabled) { cursor: default; color: var(--muted); }
.desk-checkbox, .desk-switch { appearance: none; flex: none; border: 1px solid var(--faint); background: var(--surface); cursor: inherit; transition: background-color 90ms, border-color 90ms; position: relative; }
.desk-checkbox { width: 16px; height: 16px; margin: 2px; border-radius: 4px; }
.desk-checkbox::before { content: ""; position: absolute; inset: 0; background: var(--onAccent); clip-path: polygon(22% 50%, 32% 40%, 44% 53%, 69% 26%, 79% 36%, 44% 74%); opacity: 0; }
.desk-switch { width: 30px; height: 18px; margin: 1px 0; border-radius: 9px; background: var(--press); border-color: var(--faint); }
.desk-switch::before { content: ""; position: absolute; top: 2px; left: 2px; width: 12px; height: 12px; border-radius: 50%; background: var(--muted); transition: translate 120ms ease-out; }
.desk-checkbox:checked, .desk-switch:checked { background: var(--accent); border-color: var(--accent); }
.desk-checkbox:checked::before { opacity: 1; }
.desk-switch:checked::before { translate: 12px 0; background: var(--onAccent); }
.desk-checkbox:disabled, .desk-switch:disabled { opacity: .5; }
.desk-checkbox[aria-invalid="true"] { border-color: var(--danger); }
.desk-check-field { display: flex; flex-direction: column; gap: 2px; }
.desk-check-field > .desk-note { padding-inline-start: 28px; }
.desk-choice.is-bare { padding: 7px 9px; min-height: 34px; }

.desk-control.desk-combobox { position: relative; display: flex; align-items: center; padding: 0; }
.desk-combobox input { width: 100%; height: 100%; min-width: 0; padding: 0 28px 0 9px; border: 0; border-radius: inherit; background: transparent; outline: 0; text-overflow: ellipsis; }
.desk-combobox > .desk-icon { position: absolute; inset-inline-end: 7px; color: var(--faint); pointer-events: none; }
.desk-combobox:has(input:disabled) > .desk-icon, .desk-combobox:has(input:read-only) > .desk-icon { display: none; }
.desk-combobox.is-bare > .desk-icon { opacity: 0; }
.desk-combobox.is-bare:hover > .desk-icon, .desk-combobox.is-bare:focus-within > .desk-icon { opacity: 1; }
@media (max-width: 640px) {
  .desk-control, .desk-control.is-select select { font-size: 16px; }
  .desk-choice { min-height: 40px; align-items: center; }
  .desk-choice::before { content: ""; position: absolute; inset: 0; min-width: 40px; z-index: -1; }
  .desk-control.is-bare { height: 40px; }
  .desk-toolbar .desk-field, .desk-toolbar .desk-field:has(select), .desk-toolbar .desk-field:has(.is-date) { flex: 1 1 calc(50% - 8px); width: auto; min-width: 140px; }
  .desk-toolbar .desk-field:has([type="search"]) { flex-basis: 100%; }
  .desk-search { flex: 1 1 160px !important; width: auto !important; }
}
`;
