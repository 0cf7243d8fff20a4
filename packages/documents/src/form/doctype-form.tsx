import type { DocTypeMeta, Document } from '@business-m/metadata';
import { type Shown, useShown } from '@business-m/sdk';
import { Card, Page, PageHeader, Skeleton, YStack } from '@business-m/ui';
import { lazy, Suspense } from 'react';
import { useDocument, useMeta } from '../api/documents.ts';
import { paths } from '../api/query-keys.ts';
import { useLoadTrouble } from '../api/trouble.ts';
import { LoadProblem } from '../page/load-problem.tsx';
import { titleOf } from './form-header.tsx';
import { FormScreen } from './form-screen.tsx';
import type { FormSlots } from './form-view.ts';
import { loadKeeping } from './use-kept.ts';

// Shared like `@business-m/documents`, and loaded only by screens that import it: `@business-m/documents/form`.
export type { TableColumn, TableOptions } from '../table/table-options.ts';
export type { FormSlots, FormView } from './form-view.ts';

/** Nothing where it cannot be fetched: the page says what it has to say without it. */
const DeletedOffer = lazy(() =>
  loadKeeping().then(
    (loaded) => ({ default: loaded.DeletedOffer }),
    () => ({ default: () => null }),
  ),
);

export interface DocTypeFormProps extends FormSlots {
  /** URL form: `journal-entry`. */
  doctype: string;
  /** The document's id; null or absent for a new one. */
  id?: string | null | undefined;
  /** Desk path of the list: `/finance/journal-entries`. */
  basePath: string;
  /** Values a new document starts with. Keep the object the same from drawing to drawing. */
  given?: Record<string, unknown> | undefined;
  /** While it holds of the stored document, the form asks for it again (a posting on its way). */
  pollWhile?(doc: Document): boolean;
}

/**
 * The form of any DocType, drawn from its metadata: new, edit and read. Its first calls are `/api/meta/<doctype>` and
 * `/api/resource/<doctype>/<id>`, at once.
 */
export function DocTypeForm({ doctype, id = null, basePath, given, pollWhile, ...slots }: DocTypeFormProps) {
  const meta = useMeta(doctype);
  const doc = useDocument(doctype, id, pollWhile);
  const trouble = useLoadTrouble(meta, doc);
  useShown(shownBy(meta.data, doc.data, trouble?.problem.status));
  if (trouble) {
    const problem = <LoadProblem trouble={trouble} back={{ href: basePath, label: meta.data?.labelPlural ?? 'Back to the list' }} />;
    if (trouble.problem.status !== 404 || !meta.data || id === null) return problem;
    return (
      <>
        {problem}
        <Suspense>
          <DeletedOffer meta={meta.data} id={id} basePath={basePath} />
        </Suspense>
      </>
    );
  }
  if (!meta.data || (id !== null && !doc.data)) return <FormSkeleton basePath={basePath} label={meta.data?.labelPlural ?? ''} />;
  return (
    <FormScreen key={`${doctype}/${id ?? 'new'}`} meta={meta.data} doc={doc.data ?? null} given={given} basePath={basePath} slots={slots} />
  );
}

/** Of a new document nothing is remembered. */
function shownBy(meta: DocTypeMeta | undefined, doc: Document | undefined, status: number | undefined): Shown | null | undefined {
  if (status === 404 || status === 403) return null;
  if (!meta || !doc) return undefined;
  const title = titleOf(meta, doc);
  return { title: title === doc.id ? title : `${title} · ${doc.id}`, source: paths.document(meta.doctype, doc.id) };
}

function FormSkeleton({ basePath, label }: { basePath: string; label: string }) {
  return (
    <Page>
      <div aria-busy="true">
        <YStack gap="$4">
          <PageHeader title="Loading…" back={{ href: basePath, label: label || 'Back' }} />
          <Card>
            <YStack gap="$5" paddingVertical="$2">
              {[320, 220, 280].map((width) => (
                <YStack key={width} gap="$2">
                  <Skeleton width={90} />
                  <Skeleton width={width} height={28} />
                </YStack>
              ))}
            </YStack>
          </Card>
        </YStack>
      </div>
    </Page>
  );
}
