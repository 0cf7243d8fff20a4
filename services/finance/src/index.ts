import { type Domain, type DomainModule, withHooks } from '@business-m/doctype';
import type { LedgerProtocol } from '@business-m/protocols';
import type { Kysely } from 'kysely';
import { account } from './chart/account.ts';
import { accountRules } from './chart/account-rules.ts';
import type { FinanceDatabase } from './database.ts';
import { demoDocuments } from './demo/demo-documents.ts';
import { journalEntry } from './journal/journal-entry.ts';
import { createJournalRules } from './journal/journal-rules.ts';
import { auditLedger } from './ledger/audit.ts';
import { createLedgerService } from './ledger/ledger-service.ts';
import { checkPostingsInOneLook, createLedger, indexVouchers } from './ledger/migration.ts';
import { createPostingWriter } from './ledger/posting.ts';
import { mountReports } from './reports/routes.ts';

export interface FinanceOptions {
  /** The ledger opens its own transactions on it. */
  // biome-ignore lint/suspicious/noExplicitAny: the host's database knows the tables of no single domain
  db: Kysely<any>;
  schema?: string;
  now?: () => Date;
}

/** Chart of accounts, journal entries, the general ledger and its reports. `ledger` is for the other domains' adapters. */
export function createFinance({ db, schema = 'finance', now = () => new Date() }: FinanceOptions): Domain & { ledger: LedgerProtocol } {
  const ledgerDb: Kysely<FinanceDatabase> = db.withSchema(schema);
  const writer = createPostingWriter(schema);
  return {
    scope: 'finance',
    version: '0.1.0',
    docTypes: [withHooks(account, accountRules), withHooks(journalEntry, createJournalRules(writer))],
    migrations: (schema) => ({
      '0001-ledger': createLedger(schema),
      '0002-check-in-one-look': checkPostingsInOneLook(schema),
      '0003-entries-by-voucher': indexVouchers(schema),
    }),
    audits: auditLedger,
    routes: mountReports,
    ledger: createLedgerService(ledgerDb, writer, now),
  };
}

export const domainModule: DomainModule = {
  create(needs) {
    const finance = createFinance(needs);
    return { domain: finance, messages: { ledger: finance.ledger } };
  },
  demo: demoDocuments,
  demoAfter: [],
};
