/**
 * A child table: cells to type into that read as a sheet; at phone width each row is a small form of its own. Isolated rows are painted anew one by
 * one: of 300, a keystroke then costs a quarter less.
 */
export const linesCss = `
.desk-lines { overflow: auto; max-height: max(360px, calc(100dvh - 220px)); scroll-padding: 33px 0 37px; overscroll-behavior-x: contain; scrollbar-width: thin; border-radius: 9px 9px 0 0; }
.desk-lines:last-child { border-radius: 9px; }
.desk-lines table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
.desk-lines th, .desk-lines td { height: 36px; padding: 7px 10px; border-bottom: 1px solid var(--border); text-align: start; vertical-align: top; overflow-wrap: anywhere; }
.desk-lines th { height: 32px; padding-block: 6px; font-size: 12px; font-weight: 500; color: var(--muted); white-space: nowrap; overflow-wrap: normal; }
.desk-lines tbody > tr { isolation: isolate; }
.desk-lines thead > tr > * { position: sticky; z-index: 2; top: 0; background: var(--surface); }
.desk-lines tfoot > tr > td { position: sticky; z-index: 2; bottom: 0; background: var(--surface); box-shadow: inset 0 1px var(--border); }
.desk-lines .desk-lines-idle { min-height: 35px; padding: 7px 10px; overflow: hidden; line-height: 21px; white-space: nowrap; text-overflow: ellipsis; }
.desk-lines .is-end { text-align: end; }
.desk-lines :is(.is-end, .is-whole, .is-nr) { font-variant-numeric: tabular-nums; }
.desk-lines th:first-child, .desk-lines td:first-child { padding-inline-start: 16px; }
.desk-lines td.is-nr { font-size: 12px; color: var(--muted); }
.desk-lines td.is-cell { padding: 0; border-inline-start: 1px solid var(--border); }
.desk-lines td.is-cell + td:not(.is-cell) { border-inline-start: 1px solid var(--border); }
.desk-lines td.is-cell > .desk-control.is-bare { height: 35px; border-width: 0; border-radius: 0; padding-inline: 10px; }
.desk-lines td.is-cell .desk-combobox.is-bare, .desk-lines td.is-cell .is-select.is-bare { padding-inline: 0; }
.desk-lines td.is-cell > .desk-control.is-bare:focus, .desk-lines td.is-cell > .desk-control.is-bare:focus-within { outline-offset: -2px; }
.desk-lines td.is-end { padding-inline-end: 10px; }
.desk-lines td.is-cell.is-end { padding: 0; }
.desk-lines td.is-delete { padding: 4px 0 0; text-align: center; }
.desk-lines tbody:last-child tr:last-child > td { border-bottom: 0; }
.desk-lines tfoot td { border-bottom: 0; font-weight: 600; }
.desk-lines .is-end { white-space: nowrap; }
.desk-lines .desk-lines-error { text-align: start; white-space: normal; padding: 0 10px 6px; font-size: 12px; line-height: 16px; color: var(--danger); }
@media (max-width: 640px) {
  .desk-lines { overflow: visible; max-height: none; }
  .desk-lines tfoot > tr > td { position: static; box-shadow: none; }
  .desk-lines .desk-lines-idle { height: var(--desk-control); padding: 9px 0; }
  .desk-lines table { min-width: 0 !important; }
  .desk-lines table, .desk-lines tbody, .desk-lines tfoot { display: block; }
  .desk-lines colgroup { display: none; }
  .desk-lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .desk-lines tbody tr { position: relative; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 12px; padding: 8px 16px 16px; border-bottom: 1px solid var(--border); }
  .desk-lines tbody:last-child tr:last-child { border-bottom: 0; }
  .desk-lines tbody tr > td, .desk-lines tbody tr > td:first-child { display: block; grid-column: 1 / -1; height: auto; padding: 0; border: 0 !important; text-align: start; }
  .desk-lines tbody tr > td.is-nr { height: 32px; line-height: 40px; font-weight: 500; }
  .desk-lines tbody tr > td.is-nr::before { content: attr(data-label) " "; }
  .desk-lines tbody tr > td.is-end { grid-column: auto; }
  .desk-lines tbody tr > td.is-long { grid-column: 1 / -1; }
  .desk-lines tbody tr > td:not(.is-cell) { text-align: start; }
  .desk-lines tbody tr > td:not(.is-nr, .is-delete)::before { content: attr(data-label); display: block; padding-bottom: 4px; font-size: 12px; line-height: 16px; font-weight: 500; color: var(--muted); text-align: start; }
  .desk-lines tbody tr > td:not(.is-cell):empty, .desk-lines tbody tr > td[data-blank] { display: none; }
  .desk-lines td.is-cell > .desk-control.is-bare { height: var(--desk-control); border: 1px solid var(--borderStrong); border-radius: 6px; background: var(--surface); }
  .desk-lines td.is-cell > .desk-control.is-bare:focus, .desk-lines td.is-cell > .desk-control.is-bare:focus-within { outline-offset: -1px; }
  .desk-lines .desk-lines-error { padding: 4px 0 0; }
  .desk-lines tbody tr > td.is-delete { position: absolute; inset: 4px 8px auto auto; }
  .desk-lines tfoot tr { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: flex-end; padding: 12px 16px; border-top: 1px solid var(--borderStrong); }
  .desk-lines tfoot td { display: none; height: auto; padding: 0; }
  .desk-lines tfoot td[data-label] { display: block; }
  .desk-lines tfoot td[data-label]::before { content: attr(data-label) "  "; font-weight: 400; color: var(--muted); }
  .desk-lines-keys { display: none; }
}
`;
