import type { DocTypeMeta, Document, FieldError, Problem } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';
import { createStore, listOf, type MockStore, newDocument, numbered } from './mock-store.ts';

export interface MockDocumentsOptions {
  docTypes: readonly { meta: DocTypeMeta; documents: readonly Record<string, unknown>[] }[];
  /** What the owner of a DocType would find wrong with a document, and the read-only fields it would fill in. */
  check?(doctype: string, doc: Record<string, unknown>): FieldError[];
  /** Called when a document's status changes; may return fields to set. */
  onTransition?(doctype: string, doc: Document, transition: string): Record<string, unknown>;
}

export interface MockDocuments {
  /** For msw: the documents' part of the desk's HTTP API. */
  handlers: RequestHandler[];
  /** What is stored; a test may change it behind a form's back. */
  documents(doctype: string): Map<string, Document>;
}

const problem = (status: number, code: string, detail: string, more: Partial<Problem> = {}) =>
  HttpResponse.json(
    { type: 'about:blank', title: code, status, code, detail, ...more },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );

const bodyOf = async (request: Request): Promise<Record<string, unknown>> => ({ ...Object(await request.json()) });

const answer = (doc: Document, status = 200) => HttpResponse.json(doc, { status, headers: { ETag: `"${doc.revision}"` } });

/** `/api/meta` and `/api/resource` over documents in memory, as docs/http-api.md has them: for component tests and for a remote shown alone. */
export function mockDocuments({ docTypes, check = () => [], onTransition = () => ({}) }: MockDocumentsOptions): MockDocuments {
  const stores = new Map(docTypes.map(({ meta, documents }) => [meta.doctype, createStore(meta, documents)]));
  const answered = new Map<string, Document>();
  const storeOf = (params: Readonly<Record<string, unknown>>) => stores.get(String(params.doctype));
  const find = (params: Readonly<Record<string, unknown>>) => storeOf(params)?.documents.get(String(params.id));
  const unknown = () => problem(404, 'unknown-doctype', 'There is no such DocType.');
  const gone = () => problem(404, 'not-found', 'There is no such document.');

  const keep = (store: MockStore, doc: Document) => {
    store.documents.set(doc.id, doc);
    return doc;
  };
  const staleFor = (request: Request, doc: Document) => {
    const ifMatch = request.headers.get('If-Match');
    return ifMatch === null || ifMatch === `"${doc.revision}"`
      ? null
      : problem(412, 'stale', `${doc.id} was changed by ${doc.modified_by} since you opened it.`, { current: doc });
  };
  const refusalOf = (doctype: string, values: Record<string, unknown>) => {
    const errors = check(doctype, values);
    return errors.length === 0 ? null : problem(422, 'invalid', 'Some fields need another look.', { errors });
  };
  const once = async (request: Request, make: () => Document) => {
    const key = request.headers.get('Idempotency-Key');
    const known = key === null ? undefined : answered.get(key);
    if (known) return known;
    const doc = make();
    if (key !== null) answered.set(key, doc);
    return doc;
  };

  const handlers = [
    http.get('/api/meta/:doctype', ({ params }) => {
      const store = storeOf(params);
      return store ? HttpResponse.json(store.meta) : unknown();
    }),
    http.get('/api/resource/:doctype', ({ params, request }) => {
      const store = storeOf(params);
      return store ? HttpResponse.json(listOf(store, new URL(request.url).searchParams)) : unknown();
    }),
    http.get('/api/resource/:doctype/:id', ({ params }) => {
      const doc = find(params);
      return doc ? answer(doc) : gone();
    }),
    http.post('/api/resource/:doctype', async ({ params, request }) => {
      const store = storeOf(params);
      if (!store) return unknown();
      const values = await bodyOf(request);
      return refusalOf(store.meta.doctype, values) ?? answer(await once(request, () => keep(store, newDocument(store, values))), 201);
    }),
    http.put('/api/resource/:doctype/:id', async ({ params, request }) => {
      const store = storeOf(params);
      const doc = find(params);
      if (!store || !doc) return gone();
      const values = await bodyOf(request);
      return (
        staleFor(request, doc) ??
        refusalOf(store.meta.doctype, values) ??
        answer(keep(store, { ...doc, ...numbered(values), revision: doc.revision + 1 }))
      );
    }),
    http.delete('/api/resource/:doctype/:id', ({ params, request }) => {
      const doc = find(params);
      if (!doc) return gone();
      const stale = staleFor(request, doc);
      if (!stale) storeOf(params)?.documents.delete(doc.id);
      return stale ?? new HttpResponse(null, { status: 204 });
    }),
    http.post('/api/resource/:doctype/:id/:transition', async ({ params, request }) => {
      const store = storeOf(params);
      const doc = find(params);
      if (!store || !doc) return gone();
      const stale = staleFor(request, doc);
      if (stale) return stale;
      const transition = String(params.transition);
      if (transition === 'amend')
        return answer(await once(request, () => keep(store, { ...newDocument(store, doc), amended_from: doc.id })), 201);
      const status = transition === 'submit' ? 'submitted' : 'cancelled';
      return answer(
        await once(request, () =>
          keep(store, { ...doc, ...onTransition(store.meta.doctype, doc, transition), status, revision: doc.revision + 1 }),
        ),
      );
    }),
  ];
  return { handlers, documents: (doctype) => stores.get(doctype)?.documents ?? new Map() };
}
