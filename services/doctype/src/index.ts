export { codeField, selectOptions, tickBox } from './common-fields.ts';
export type { AnyDatabase, DatabaseConfig, PGliteConfig, PostgresConfig } from './database/database-config.ts';
export { openDatabase, pingDatabase } from './database/open-database.ts';
export { retryWhenLost, runTransaction } from './database/run-transaction.ts';
export * from './declaration.ts';
export { defineDocType, withHooks } from './define-doctype.ts';
export { type DemoDocument, dayIn } from './demo-document.ts';
export * from './document.ts';
export * from './document-context.ts';
export type { DocumentService } from './documents/document-service.ts';
export type { Expected } from './documents/preconditions.ts';
export * from './domain.ts';
export { createDomainService, type DomainService, type DomainServiceOptions } from './domain-service.ts';
export type { OutboxCounts } from './outbox/counts.ts';
export type { MessageQuery, MessageService } from './outbox/messages.ts';
export type { Relay } from './outbox/relay.ts';
export type { RelayTuning } from './outbox/tuning.ts';
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
export { appendOnly } from './storage/append-only.ts';
export { migration } from './storage/engine-migrations.ts';
export { migrate } from './storage/migrate-schema.ts';
export type { SchemaState } from './storage/schema-state.ts';
export { commonCode, refuseErrors } from './validation/refuse-errors.ts';
