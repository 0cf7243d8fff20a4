/** On paper: ink on white in either theme, every column, each row whole, totals once at the end; no controls. The width of the sheet hides nothing. */
export const printCss = `
.desk-print { display: none; }
@page { margin: 12mm 12mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #555; } }
@page report { size: landscape; }
@media print {
  html, body { background: #fff; }
  body, .t_light, .t_dark { color-scheme: light; --color: #14151a; --background: #fff; --surface: #fff; --raised: #fff; --sunken: #fff; --muted: #4a4c55; --faint: #6b6d76; --border: #d4d5da; --borderStrong: #85878f; --accentText: #14151a; --desk-shadow: none; }
  body { color: var(--color); font-size: 9pt; line-height: 1.35; }
  .is_Page { max-width: none !important; padding: 0 !important; gap: 8px !important; }
  .is_Page:has(.desk-print) { page: report; }
  .is_Page .desk-toolbar, .is_Page button:not(.desk-sort), .desk-back { display: none; }
  .desk-print { display: block; }
  .desk-card, .desk-grid { border: 0 !important; border-radius: 0; box-shadow: none; overflow: visible !important; }
  .desk-grid table { font-size: 8.5pt; border-collapse: collapse; }
  .desk-grid.is-dense th, .desk-grid.is-dense td, .desk-grid th, .desk-grid td { height: auto; max-width: none; padding: 2.5pt 5pt; white-space: normal; overflow: visible; overflow-wrap: break-word; vertical-align: baseline; }
  .desk-grid td:is(.is-end, .is-whole) { white-space: nowrap; }
  .desk-grid :is(th, td).is-grow { width: auto; min-width: 0; max-width: none; white-space: normal; overflow-wrap: anywhere; }
  .desk-grid th:first-child, .desk-grid td:first-child { padding-inline-start: calc(var(--depth, 0) * 12pt); }
  .desk-grid th:last-child, .desk-grid td:last-child { padding-inline-end: 0; }
  .desk-grid thead th { position: static; width: auto; border-bottom: 1pt solid var(--borderStrong); box-shadow: none; vertical-align: bottom; white-space: normal; }
  .desk-grid tfoot { display: table-row-group; break-before: avoid; }
  .desk-grid tfoot td { position: static !important; border-top: 1pt solid var(--borderStrong); }
  .desk-grid tr { break-inside: avoid; }
  .desk-grid .desk-sort { display: inline; height: auto; margin: 0; padding: 0; }
  .desk-grid .desk-sort .desk-icon { display: none; }
  .desk-grid tbody.is-refreshing { opacity: 1; }
  .desk-grid td > *, .desk-grid td > * > * { font-size: inherit !important; line-height: inherit !important; }
  .desk-clip { max-width: none !important; white-space: normal !important; overflow: visible !important; overflow-wrap: anywhere; }
}
`;
