/** The data grid: plain table elements, because a thousand cells must cost nothing. */
export const gridCss = `
.desk-grid { border: 1px solid var(--border); border-radius: 10px; background: var(--surface); box-shadow: var(--desk-shadow); min-width: 0; }
.desk-card .desk-grid { border: 0; border-radius: inherit; box-shadow: none; }
.desk-grid.is-scrolling { overflow: auto; overscroll-behavior-x: contain; scrollbar-width: thin; }
.desk-grid table { width: 100%; border-collapse: separate; border-spacing: 0; }
.desk-grid th, .desk-grid td { height: var(--desk-row); padding: 0 12px; text-align: start; font-weight: 400; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 380px; border-bottom: 1px solid var(--border); }
.desk-grid.is-dense th, .desk-grid.is-dense td { height: var(--desk-row-dense); }
.desk-grid thead th { width: var(--width, auto); }
.desk-grid .is-grow { width: 100%; max-width: 0; min-width: 140px; }
.desk-grid .is-end { text-align: end; }
.desk-grid :is(.is-end, .is-whole) { font-variant-numeric: tabular-nums; }
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
@media screen and (max-width: 960px) { .desk-grid .is-priority-3 { display: none; } }
@media screen and (max-width: 640px) {
  .desk-grid .is-priority-2 { display: none; }
  .desk-grid th, .desk-grid td { padding: 0 8px; }
  .desk-grid th:first-child, .desk-grid td:first-child { padding-inline-start: calc(12px + var(--depth, 0) * 12px); }
  .desk-grid th:last-child, .desk-grid td:last-child { padding-inline-end: 12px; }
  .desk-grid tbody td:not(.is-end):not(.is-empty) { white-space: normal; padding-block: 6px; }
  .desk-grid thead th { height: 40px; width: auto; }
  .desk-sort { height: 40px; }
}
`;

/** At phone width a row of a grid whose columns say so is two lines: what it is and its figure; what else there is to know, quieter. */
export const stackedGridCss = `
@media screen and (max-width: 640px) {
  .desk-grid.is-stacked table, .desk-grid.is-stacked thead, .desk-grid.is-stacked tbody, .desk-grid.is-stacked tfoot { display: block; }
  .desk-grid.is-stacked.is-scrolling { overflow: visible; }
  .desk-grid.is-stacked thead { position: sticky; top: var(--desk-sticky-top); z-index: 1; border-radius: 9px 9px 0 0; background: var(--surface); box-shadow: inset 0 -1px 0 var(--border); }
  .desk-grid.is-stacked thead:not(:has([aria-sort])) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .desk-grid.is-stacked thead tr { display: flex; gap: 8px; padding: 0 12px; overflow-x: auto; scrollbar-width: none; }
  .desk-grid.is-stacked thead tr > th { position: static; flex: none; display: none; width: auto; min-width: 0; max-width: none; align-items: center; padding: 0 !important; background: none; box-shadow: none; }
  .desk-grid.is-stacked thead tr > th[aria-sort] { display: flex; }
  .desk-grid.is-stacked thead .desk-sort { flex-direction: row; margin: 0 -6px; max-width: none; }
  .desk-grid.is-stacked thead th[aria-sort="none"] .desk-icon { display: none; }
  .desk-grid.is-stacked tbody tr, .desk-grid.is-stacked tfoot tr { display: flex; flex-wrap: wrap; align-items: center; column-gap: 8px; row-gap: 1px; padding: 10px 12px; border-bottom: 1px solid var(--border); }
  .desk-grid.is-stacked tbody:last-child tr:last-child, .desk-grid.is-stacked tbody:has(+ tfoot) tr:last-child { border-bottom: 0; }
  .desk-grid.is-stacked tfoot tr { border-bottom: 0; border-top: 1px solid var(--borderStrong); }
  .desk-grid.is-stacked tbody tr::after { content: ""; order: 5; flex: 1 0 100%; height: 0; }
  .desk-grid.is-stacked tbody tr > td, .desk-grid.is-stacked tfoot tr > td { display: none; padding: 0 !important; border: 0; height: 16px; max-width: none; min-width: 0; width: auto; white-space: nowrap !important; background: none; font-size: 12px; line-height: 16px; color: var(--muted); }
  .desk-grid.is-stacked tr > td:is(.is-lead, .is-aside, .is-mark, .is-figure, .is-note, .is-text, .is-tail):not(:empty) { display: block; }
  .desk-grid.is-stacked tr > td:is(.is-lead, .is-aside, .is-mark, .is-figure) { height: 20px; font-size: 14px; line-height: 20px; color: var(--color); }
  .desk-grid.is-stacked tr > td.is-lead { order: 1; flex: 0 1 auto; }
  .desk-grid.is-stacked tr > td.is-aside { order: 2; flex: 1 1 0; color: var(--muted); }
  .desk-grid.is-stacked tr > td.is-mark { order: 3; font-size: 12px; }
  .desk-grid.is-stacked tr > td.is-figure { order: 4; margin-inline-start: auto; font-weight: 500; }
  .desk-grid.is-stacked tr > td.is-note { order: 6; flex: none; }
  .desk-grid.is-stacked tr > td.is-text { order: 7; flex: 1 1 0; }
  .desk-grid.is-stacked tr > td.is-tail { order: 8; margin-inline-start: auto; }
  .desk-grid.is-stacked td.is-tail::before { content: attr(data-label) " "; color: var(--faint); }
  .desk-grid.is-stacked tr > td.is-empty { display: block; flex: 1 1 100%; height: auto; white-space: normal !important; }
  .desk-grid.is-stacked tbody tr:has(> .is-empty) { padding: 0; }
  .desk-grid.is-stacked tbody tr:has(> .is-empty)::after { content: none; }
  .desk-grid.is-stacked td > * { max-width: 100%; }
  .desk-grid.is-stacked td > .is_View { line-height: inherit; }
  .desk-grid.is-stacked tr.is-open-able:active { background: var(--press); }
  .desk-grid.is-stacked tr:has(> td > .desk-row-open:focus-visible) { background: var(--accentSoft); box-shadow: inset 2px 0 0 var(--accent); }
  .desk-grid.is-stacked tr:has(> td > .desk-row-open:focus-visible) > :first-child { box-shadow: none; }
}
`;
