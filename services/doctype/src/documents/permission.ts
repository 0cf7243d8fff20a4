import type { DocStatus, DocTypeAction, DocTypeMeta } from '@business-m/metadata';
import { type CallContext, Refusal } from '@business-m/protocols';
import type { DocTypeDeclaration } from '../declaration.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';

export function allowed(declaration: DocTypeDeclaration, call: CallContext): ReadonlySet<'read' | DocTypeAction> {
  return new Set(declaration.permissions.filter(({ role }) => call.roles.includes(role)).flatMap(({ can }) => can));
}

/** Throws `forbidden` unless the caller may do `action`. */
export function authorise(docType: StoredDocType, action: 'read' | DocTypeAction, call: CallContext): void {
  if (allowed(docType.declaration, call).has(action)) return;
  throw new Refusal('forbidden', `Your roles do not allow you to ${action} ${docType.declaration.labelPlural.toLowerCase()}.`);
}

/** The statuses of the documents that the caller may read; null: of all. */
export function readableStatuses({ permissions }: DocTypeDeclaration, call: CallContext): readonly DocStatus[] | null {
  const reading = permissions.filter(({ role, can }) => call.roles.includes(role) && can.includes('read'));
  return reading.some(({ statuses }) => statuses === undefined) ? null : reading.flatMap(({ statuses = [] }) => statuses);
}

export function metaFor(docType: StoredDocType, owner: string, call: CallContext): DocTypeMeta {
  authorise(docType, 'read', call);
  const {
    hooks: _hooks,
    permissions: _permissions,
    reads: _reads,
    guards: _guards,
    submittable = false,
    fields,
    ...visible
  } = docType.declaration;
  const can = allowed(docType.declaration, call);
  const actions = (['create', 'save', 'submit', 'cancel', 'amend', 'delete'] as const).filter((action) => can.has(action));
  return { ...visible, fields: [...fields], owner, submittable, schemaHash: docType.schemaHash, can: { read: true, actions } };
}
