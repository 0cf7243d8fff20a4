/** Screens drawn from DocType metadata: lists, forms, reports, and the figures in them. */
export { type LoadTrouble, useLoadTrouble } from './api/load-trouble.ts';
export { usePolling } from './api/polling.ts';
export { queryKeys } from './api/query-keys.ts';
export { problemOf } from './api/refusal.ts';
export { useDocument } from './api/use-document.ts';
export { useDocumentHref, useDocumentHrefs } from './api/use-document-href.ts';
export { useDocumentList } from './api/use-document-list.ts';
export { useMeta } from './api/use-meta.ts';
export { useNow } from './api/use-now.ts';
export { usePagedReport, useReport } from './api/use-report.ts';
export {
  absDecimal,
  compareDecimals,
  type Decimal,
  isDecimal,
  isZero,
  multiplyDecimals,
  subtractDecimals,
  sumDecimals,
} from './decimal/decimal.ts';
export { DocTypeForm, type DocTypeFormProps } from './form/doctype-form.tsx';
export { DocumentLink } from './form/field-text.tsx';
export type { FormSlots, FormView } from './form/form-view.ts';
export { StatusBadge } from './form/status-badge.tsx';
export { Clipped } from './format/clipped.tsx';
export { formatDate, formatDateTime, formatSince, today } from './format/format-date.ts';
export { formatField } from './format/format-field.ts';
export { formatCount, formatMoney, formatQuantity, quantityDigits } from './format/format-number.ts';
export { DocTypeList, type DocTypeListProps } from './list/doctype-list.tsx';
export type { ListColumn } from './list/list-columns.tsx';
export { LoadProblem } from './list/load-problem.tsx';
export { type SearchState, useSearchState } from './list/use-search-state.ts';
export { downloadCsv, toCsv } from './report/csv.ts';
export { LinkFilter } from './report/link-filter.tsx';
export { PeriodFilter } from './report/period-filter.tsx';
export { ReportPage, type ReportPageProps } from './report/report-page.tsx';
export type { TableColumn, TableOptions } from './table/table-options.ts';
export { FigureCard, type FigureCardProps, FigureRow } from './workspace/figure-card.tsx';
export { LatestDocuments, type LatestDocumentsProps } from './workspace/latest-documents.tsx';
export { Shortcuts } from './workspace/shortcuts.tsx';
