import type { ReferenceProtocol, Transport, UsageProtocol } from '@business-m/protocols';
import { Refusal } from '@business-m/protocols';
import type { Kysely, RawBuilder } from 'kysely';
import type { AnyDatabase } from '../document-context.ts';
import type { Domain } from '../domain.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import type { ReferenceHabits } from './reference-habits.ts';

/** One domain at work: what every operation on its documents needs. */
export interface Runtime {
  domain: Domain;
  /** Where its tables are; by default named like its scope. */
  schema: string;
  /** Bound to `schema`. */
  db: Kysely<AnyDatabase>;
  docTypes: ReadonlyMap<string, StoredDocType>;
  /** Documents of other domains. */
  references: ReferenceProtocol;
  /** What was asked of them so far. */
  habits: ReferenceHabits;
  /** Who of them refers to one of ours. */
  usage: UsageProtocol;
  /** Carries the outbox. */
  transport: Transport;
  now(): Date;
  /**
   * A moment for the outbox, which processes on several machines share: `ms` from now by the database's clock, whatever theirs say, or by
   * the clock of who owns the time.
   */
  inMs(ms: number): Date | RawBuilder<Date>;
  /** Called after a commit that wrote into the outbox. */
  wakeRelay(): void;
}

export function findDocType(runtime: Runtime, doctype: string): StoredDocType {
  const found = runtime.docTypes.get(doctype);
  if (!found) throw new Refusal({ code: 'unknown-doctype', message: `There is no DocType “${doctype}” here.` });
  return found;
}
