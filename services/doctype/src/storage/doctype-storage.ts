import { createHash } from 'node:crypto';
import type { DocTypeDeclaration } from '../declaration.ts';

export type StoredDocType = ReturnType<typeof storedDocType>;
export type ChildTable = StoredDocType['children'][number];

/** A declaration with where its documents live: one table (`journal_entry`), and one for each child table (`journal_entry_lines`). */
export function storedDocType(declaration: DocTypeDeclaration, ofDomain: readonly DocTypeDeclaration[] = [declaration]) {
  const table = declaration.doctype.replaceAll('-', '_');
  return {
    declaration,
    schemaHash: schemaHash(declaration),
    /** DocTypes of the domain whose ids are steps in a tree. */
    trees: new Set(ofDomain.filter(hasSteps).map(({ doctype }) => doctype)) as ReadonlySet<string>,
    table,
    scalars: declaration.fields.filter((field) => field.type !== 'table'),
    children: declaration.fields
      .filter((field) => field.type === 'table')
      .map((field) => ({ field, table: `${table}_${field.name}`, columns: field.fields ?? [] })),
  };
}

/** The name under which `doctype_series` counts the documents of a series. */
export function seriesName(docType: StoredDocType): string {
  return `${docType.table}_series`;
}

const POSTGRES_NAME_MAX_BYTES = 63;

/** PostgreSQL truncates longer names, so that two could collide: those get a hash. */
export function indexName(table: string, column: string, kind: 'unique' | 'idx' | 'sort' | 'order' | 'name'): string {
  return shortName(`${table}_${column}_${kind}`);
}

/** The generated column by which a list is sorted, for the id and every text and link; for other columns the column itself. */
export function sortColumn(docType: SortedDocType, column: string): string {
  const field = docType.scalars.find(({ name }) => name === column);
  const type = column === 'id' ? 'text' : field?.type;
  if (type !== 'text' && type !== 'link') return column;
  // Of another name than before, when ids of a tree were sorted as numbers in links to it.
  return sortColumnNames(column)[type === 'link' && !sortsNumbers(docType, column) ? 'steps' : 'sort'];
}

type SortedDocType = Pick<StoredDocType, 'declaration' | 'scalars' | 'trees'>;

/** What the generated column of a column may be called. */
export function sortColumnNames(column: string): Record<'sort' | 'steps', string> {
  return { sort: shortName(`_sort_${column}`), steps: shortName(`_steps_${column}`) };
}

/** Whether digits in a column are numbers. Those of a tree's ids are steps, in links to it too: 101 stands below 10. */
export function sortsNumbers({ declaration, scalars, trees }: SortedDocType, column: string): boolean {
  const { naming } = declaration;
  if (column === 'id' || (naming.by === 'field' && column === naming.field)) return !hasSteps(declaration);
  return !trees.has(scalars.find(({ name }) => name === column)?.to ?? '');
}

const hasSteps = ({ treeField }: DocTypeDeclaration) => treeField !== undefined;

function shortName(name: string): string {
  if (name.length <= POSTGRES_NAME_MAX_BYTES) return name;
  return `${name.slice(0, POSTGRES_NAME_MAX_BYTES - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** `sha256:…` over all of a declaration that a client sees; hooks, permissions, reads, guards and the order of keys do not change it. */
function schemaHash(declaration: DocTypeDeclaration): string {
  const { hooks: _hooks, permissions: _permissions, reads: _reads, guards: _guards, ...visible } = declaration;
  return `sha256:${createHash('sha256').update(canonicalJson(visible)).digest('hex')}`;
}

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
