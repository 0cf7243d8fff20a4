import { type DocTypeMeta, type Document, docTypeMetaSchema, documentSchema } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';

/** The services' answers about the demo company, as `npm run mocks` records them for a remote. */
export interface Recording {
  meta: Readonly<Record<string, unknown>>;
  documents: Readonly<Record<string, readonly unknown[]>>;
  /** By path and query string. */
  reports: Readonly<Record<string, unknown>>;
}

/** The recorded documents, for `mockDocuments`; a DocType that is only linked to has none. */
export function recordedDocTypes({ meta, documents }: Recording): { meta: DocTypeMeta; documents: Document[] }[] {
  return Object.entries(meta).map(([docType, declared]) => ({
    meta: docTypeMetaSchema.parse(declared),
    documents: (documents[docType] ?? []).map((doc) => documentSchema.parse(doc)),
  }));
}

/** Reports answer what was recorded: the same question if it was asked, else the one that is nearest to it. */
export function recordedReports({ reports }: Recording): RequestHandler {
  const questions = Object.entries(reports).map(([path, answer]) => ({ url: new URL(path, 'http://recorded'), answer }));
  return http.get('/api/:scope/reports/:report', ({ request }) => {
    const asked = new URL(request.url);
    const fitting = questions
      .filter(({ url }) => url.pathname === asked.pathname)
      .filter(({ url }) => [...url.searchParams].every(([name, value]) => asked.searchParams.get(name) === value))
      .toSorted((a, b) => b.url.searchParams.size - a.url.searchParams.size);
    return fitting[0] && HttpResponse.json(Object(fitting[0].answer));
  });
}
