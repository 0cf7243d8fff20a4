import type { DemoDocument } from '@business-m/doctype';
import type { HostedDomain } from '../domains/hosted-domain.ts';
import { readSeed, writeSeed } from './seed-record.ts';
import { isEmpty, writeDocument } from './write-document.ts';

export type SeedOutcome = 'seeded' | 'already-seeded' | 'not-empty' | 'not-wanted';

export interface SeedOptions {
  tenant: string;
  today: string;
  /** The domain's part of the demo company as seen from a day, or null when none is wanted. */
  documents: ((today: string) => readonly DemoDocument[]) | null;
  /** Resolves once the domains it refers to can be asked; awaited only when there is something to write. */
  ready(): Promise<void>;
}

/** Seeds an empty domain. An interrupted seeding is continued: each step has an idempotency key, so several processes may seed. */
export async function seedDomain({ service, db, scope }: HostedDomain, options: SeedOptions): Promise<SeedOutcome> {
  const { documents, tenant, ready } = options;
  const record = await readSeed(db, scope);
  if (record.state === 'complete') return 'already-seeded';
  if (documents === null) {
    // From now on the documents here are real work, which no later start adds to.
    if (record.state === 'started') await writeSeed(db, scope, { state: 'none', today: null });
    return 'not-wanted';
  }
  if (record.state === 'none' && !(await isEmpty(service, tenant))) return 'not-empty';
  const today = record.today ?? options.today;
  if (record.state === 'none') await writeSeed(db, scope, { state: 'started', today });
  await ready();
  for (const [index, document] of documents(today).entries()) await writeDocument(service, tenant, document, `${scope}-${index}`);
  await writeSeed(db, scope, { state: 'complete', today });
  return 'seeded';
}
