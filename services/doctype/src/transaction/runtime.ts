import { type CallContext, type ReferenceProtocol, Refusal, type Transport, type UsageProtocol } from '@business-m/protocols';
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { CompanyDay } from '../company-day.ts';
import type { AnyDatabase } from '../database/database-config.ts';
import type { DocumentContext } from '../declaration.ts';
import type { Domain, GuardedChange } from '../domain.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import type { PrefetchedReferences } from './prefetched-references.ts';

export interface Runtime {
  domain: Domain;
  /** Where its tables are; by default named like its scope. */
  schema: string;
  db: Kysely<AnyDatabase>;
  docTypes: ReadonlyMap<string, StoredDocType>;
  references: ReferenceProtocol;
  /** Which of their documents refers to one of ours. */
  usage: UsageProtocol;
  transport: Transport;
  now(): Date;
  companyDay: CompanyDay;
  /** Of amounts, after the point. */
  currencyDigits: number;
  /** `ms` from now by the database's clock, which all processes share; in tests by theirs. */
  inMs(ms: number): Date | RawBuilder<Date>;
  /** Called after a commit that wrote into the outbox. */
  wakeRelay(): void;
}

/** A change or deletion that other domains are asked about before its transaction. */
export interface ChangeGuard {
  /** Asks them, and lets what names the document wait. Throws a refusal when one of them objects. */
  ask(): Promise<void>;
  /** In the transaction: throws, so that it runs again, unless they were asked about just this. */
  confirm(change: GuardedChange): void;
  /** Lets go of what waits. */
  release(): Promise<void>;
}

export interface Write {
  runtime: Runtime;
  tx: Transaction<AnyDatabase>;
  call: CallContext;
  now: Date;
  context: DocumentContext;
  references: PrefetchedReferences;
  guard: ChangeGuard | null;
  /** `doctype/id` of the documents whose revision has grown in this transaction: it grows once. */
  revised: Set<string>;
  /** The outbox writes, not a person: an `If-Match` with the revision before still holds. */
  quiet: boolean;
  sent: boolean;
}

export function findDocType(runtime: Runtime, doctype: string): StoredDocType {
  const found = runtime.docTypes.get(doctype);
  if (!found) throw new Refusal('unknown-doctype', `There is no DocType “${doctype}” here.`);
  return found;
}
