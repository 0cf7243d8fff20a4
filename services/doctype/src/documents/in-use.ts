import type { RowFieldMeta } from '@business-m/metadata';
import { type CallContext, Refusal, type Usage, type UsageProtocol, type UsageRequest } from '@business-m/protocols';
import type { Kysely } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { GuardedChange, Objection } from '../domain.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { placeHold, releaseHold } from '../transaction/holds.ts';
import { linksBehind } from '../transaction/prefetched-references.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';

/** Throws `in-use` when a document of this domain links to `id`. */
export async function refuseWhenReferenced({ runtime, tx }: Write, docType: StoredDocType, id: string): Promise<void> {
  refuseUsed(docType, id, await findUsage(tx, runtime, docType.declaration.doctype, id));
}

/** Throws what this domain itself has against a change of its own document. */
export async function refuseOwnVeto(
  { runtime, tx, call }: Write,
  docType: StoredDocType,
  id: string,
  change: GuardedChange,
): Promise<void> {
  const objection = await runtime.domain.vetoes?.[docType.declaration.doctype]?.(
    { id, change },
    { db: tx, references: runtime.references, call },
  );
  if (objection) refuseUsed(docType, id, toUsage(objection));
}

/** A domain's side of `UsageProtocol`: what of it refers to others' documents, or objects to their change. */
export function createUsage(runtime: Runtime): UsageProtocol {
  const reached = reachedPaths(runtime);
  return {
    async find({ doctype, id, change, step, token, reachedBy }, call) {
      if (step === 'release') return releaseHold(runtime, token).then(() => null);
      const keys = reachedBy.filter((path) => reached.has(path)).map((path) => ({ path, id }));
      await placeHold(runtime, keys, token);
      const usage = await findObjection(runtime, { doctype, id, change }, call);
      if (usage && keys.length > 0) await releaseHold(runtime, token);
      return usage;
    },
  };
}

export function refuseUsed({ declaration: { label } }: StoredDocType, id: string, usage: Usage | null): void {
  if (!usage) return;
  const { reason } = usage;
  if (!reason) throw new Refusal('in-use', `${label} ${id} is used by ${usage.label} ${usage.id}.`);
  const { code, field, message } = reason;
  throw new Refusal(code, message, field === null ? {} : { field, errors: [{ field, code, message }] });
}

async function findObjection(
  runtime: Runtime,
  { doctype, id, change }: Pick<UsageRequest, 'doctype' | 'id' | 'change'>,
  call: CallContext,
): Promise<Usage | null> {
  const { db, references, domain } = runtime;
  const objection = (await domain.vetoes?.[doctype]?.({ id, change: change as GuardedChange }, { db, references, call })) ?? null;
  if (objection) return toUsage(objection);
  return change === null ? findUsage(db, runtime, doctype, id) : null;
}

const toUsage = ({ label, id, ...reason }: Objection): Usage => ({ label, id, reason });

/** How documents of this domain name those of others: `item`, and `item.uom` where one reads `uom.decimals` of its items. */
function reachedPaths({ docTypes }: Runtime): ReadonlySet<string> {
  const declarations = [...docTypes.values()].map(({ declaration }) => declaration);
  const links = declarations.flatMap(({ fields }) => fields.flatMap((field) => [field, ...(field.fields ?? [])]).map(({ to }) => to));
  const behind = declarations.flatMap(({ reads = {} }) =>
    Object.entries(reads).flatMap(([to, paths]) => linksBehind(paths).map((link) => `${to}.${link}`)),
  );
  return new Set([...links, ...behind].filter((path) => path !== undefined));
}

async function findUsage(db: Kysely<AnyDatabase>, { docTypes }: Runtime, doctype: string, id: string): Promise<Usage | null> {
  for (const from of docTypes.values()) {
    const { label, doctype: own } = from.declaration;
    for (const { table, column, owner } of referringColumns(from, doctype)) {
      const row = await db
        .selectFrom(table)
        .select([`${owner} as by`])
        .where(column, '=', id)
        .where(owner, '!=', own === doctype ? id : '')
        .limit(1)
        .executeTakeFirst();
      if (row) return { label, id: String(row.by), reason: null };
    }
  }
  return null;
}

function referringColumns(from: StoredDocType, to: string): { table: string; column: string; owner: 'id' | 'parent' }[] {
  const links = (fields: readonly RowFieldMeta[]) =>
    fields.filter((field) => field.type === 'link' && field.to === to).map((field) => field.name);
  const own = links(from.scalars).map((column) => ({ table: from.table, column, owner: 'id' as const }));
  const rows = from.children.flatMap((child) =>
    links(child.columns).map((column) => ({ table: child.table, column, owner: 'parent' as const })),
  );
  return [...own, ...rows];
}
