export { isTimeZone } from './company-day.ts';
export { digitsOf, whyNoCurrency } from './currency.ts';
export type { AnyDatabase, DatabaseConfig, PGliteConfig, PostgresConfig } from './database/database-config.ts';
export { isEmbedded, openDatabase, pingDatabase } from './database/open-database.ts';
export { FolderRefused } from './database/pglite-folder.ts';
export { withoutStatementLimit } from './database/postgres-connection.ts';
export { readSnapshot, retryWhenLost, runTransaction } from './database/run-transaction.ts';
export * from './declaration.ts';
export { codeField, defineDocType, selectOptions, tickBox, withHooks } from './define-doctype.ts';
export * from './document.ts';
export type { DocumentService } from './documents/document-service.ts';
export type { Expected } from './documents/preconditions.ts';
export * from './domain.ts';
export { createDomainService, type DomainService, type DomainServiceOptions } from './domain-service.ts';
export {
  ledgerPosition,
  readPeriod,
  readReportCursor,
  reportId,
  reportMounter,
  reportPage,
  reportPeriod,
  takePage,
} from './report/report-query.ts';
export { readTables } from './storage/bake.ts';
export { appendOnly, migration } from './storage/migrate.ts';
export { migrate } from './storage/migrate-schema.ts';
export { commonCode, refuseErrors } from './validation/refuse-errors.ts';
