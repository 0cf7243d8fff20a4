/** The data grid: plain table elements, because a thousand cells must cost nothing. */
export const gridCss = `
.desk-grid { border: 1px solid var(--border); border-radius: 10px; background: var(--surface); box-shadow: var(--desk-shadow); min-width: 0; }
.desk-card .desk-grid { border: 0; border-radius: inherit; box-shadow: none; }
.desk-grid.is-scrolling { overflow: auto; overscroll-behavior-x: contain; scrollbar-width: thin; }
.desk-grid table { width: 100%; border-collapse: separate; border-spacing: 0; }
.desk-grid th, .desk-grid td { height: var(--desk-row); padding: 0 12px; text-align: start; font-weight: 400; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 380px; border-bottom: 1px solid var(--border); }
.desk-grid.is-dense th, .desk-grid.is-dense td { height: var(--desk-row-dense); }
.desk-grid thead th { width: var(--width, auto); }
.desk-grid .is-end { text-align: end; font-variant-numeric: tabular-nums; }
.desk-grid th:first-child, .desk-grid td:first-child { padding-inline-start: calc(16px + var(--depth, 0) * 20px); }
.desk-grid th:last-child, .desk-grid td:last-child { padding-inline-end: 16px; }
.desk-grid thead th { position: sticky; top: var(--desk-sticky-top); z-index: 1; height: 32px; background: var(--surface); color: var(--muted); font-size: 12px; font-weight: 500; box-shadow: inset 0 -1px 0 var(--border); border-bottom: 0; }
.desk-grid.is-scrolling thead th { top: 0; }
.desk-grid thead th:first-child { border-start-start-radius: 9px; }
.desk-grid thead th:last-child { border-start-end-radius: 9px; }
.desk-grid tbody:last-child tr:last-child > * { border-bottom: 0; }
.desk-grid tbody:last-child tr:last-child > :first-child, .desk-grid tfoot tr:last-child > :first-child { border-end-start-radius: 9px; }
.desk-grid tbody:last-child tr:last-child > :last-child, .desk-grid tfoot tr:last-child > :last-child { border-end-end-radius: 9px; }
.desk-sort { display: inline-flex; align-items: center; gap: 3px; height: 24px; margin: 0 -6px; padding: 0 6px; border-radius: 5px; font-weight: 500; color: inherit; max-width: calc(100% + 12px); vertical-align: middle; }
.is-end > .desk-sort { flex-direction: row-reverse; }
.desk-sort:hover { background: var(--hover); color: var(--color); }
.desk-sort .desk-icon { opacity: 0; }
.desk-sort:hover .desk-icon { opacity: .5; }
th[aria-sort="ascending"] > .desk-sort, th[aria-sort="descending"] > .desk-sort { color: var(--color); }
th[aria-sort="ascending"] .desk-icon, th[aria-sort="descending"] .desk-icon { opacity: 1 !important; }
.desk-grid tr.is-open-able { cursor: pointer; }
.desk-grid tr.is-open-able:hover > * { background: var(--hover); }
.desk-grid tr.is-open-able:active > * { background: var(--press); }
.desk-grid tr:has(> td > .desk-row-open:focus-visible) > * { background: var(--accentSoft); }
.desk-grid tr:has(> td > .desk-row-open:focus-visible) > :first-child { box-shadow: inset 2px 0 0 var(--accent); }
.desk-row-open { color: var(--color); font-weight: 500; border-radius: 3px; text-align: start; }
.desk-row-open:hover { color: var(--accentText); text-decoration: none; }
.desk-grid tr.is-strong > * { font-weight: 600; }
.desk-grid tr.is-strong .desk-row-open { font-weight: 600; }
.desk-grid tr.is-muted > *, .desk-grid tr.is-muted .desk-row-open { color: var(--muted); }
.desk-grid tbody.is-refreshing { opacity: .55; transition: opacity 120ms 150ms; }
.desk-grid tfoot td, .desk-grid tfoot th { font-weight: 600; background: var(--surface); border-bottom: 0; border-top: 1px solid var(--borderStrong); }
.desk-grid tbody:has(+ tfoot) tr:last-child > * { border-bottom: 0; }
.desk-grid.is-scrolling tfoot > tr > * { position: sticky; bottom: 0; }
.desk-grid td.is-empty { height: auto; padding: 0; white-space: normal; max-width: none; }
@media (max-width: 960px) { .desk-grid .is-priority-3 { display: none; } }
@media (max-width: 640px) {
  .desk-grid .is-priority-2 { display: none; }
  .desk-grid th, .desk-grid td { padding: 0 8px; }
  .desk-grid th:first-child, .desk-grid td:first-child { padding-inline-start: calc(12px + var(--depth, 0) * 12px); }
  .desk-grid th:last-child, .desk-grid td:last-child { padding-inline-end: 12px; }
  .desk-grid tbody td:not(.is-end):not(.is-empty) { white-space: normal; padding-block: 6px; }
  .desk-grid thead th { height: 40px; width: auto; }
  .desk-sort { height: 40px; }
}
`;
