import type { DocumentService, Expected } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';
import { type Context, Hono } from 'hono';
import type { DomainRegistry } from '../domains/domain-registry.ts';
import type { ProcessState } from '../state/process-state.ts';
import { admit, refuseElsewhere } from './admit.ts';
import type { HttpEnv } from './authenticate.ts';
import { ignoreJson, readJson } from './json-body.ts';

const MAX_ID_LENGTH = 140;
/** Matches no revision: for a tag that is not ours. */
const NEVER = -1;

/** `/api/resource`: every DocType of every domain here, by one set of routes. */
export function resourceRoutes(domains: DomainRegistry, state: ProcessState): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  /** Serves `path` with the documents of the domain that owns the DocType in it, if that can be served. */
  const serve = (
    method: string,
    path: string,
    work: (c: Context<HttpEnv>, doctype: string, documents: DocumentService) => Promise<Response>,
  ) =>
    app.on(method, path, (c) => {
      const doctype = c.req.param('doctype') ?? '';
      const domain = domains.ownerOf(doctype);
      return admit(domain, state, () => work(c, doctype, domain.service.documents));
    });

  serve('GET', '/:doctype', async (c, doctype, documents) =>
    c.json(await documents.list(doctype, new URL(c.req.url).searchParams, c.var.call)),
  );
  serve('POST', '/:doctype', async (c, doctype, documents) =>
    created(c, doctype, await documents.create(doctype, await readJson(c), c.var.call, readExpected(c))),
  );
  serve('GET', '/:doctype/:id', async (c, doctype, documents) => answer(c, await documents.get(doctype, readId(c), c.var.call)));
  serve('PUT', '/:doctype/:id', async (c, doctype, documents) => {
    const expected = requireExpected(c);
    return answer(c, await documents.save(doctype, readId(c), await readJson(c), c.var.call, expected));
  });
  serve('DELETE', '/:doctype/:id', async (c, doctype, documents) => {
    await documents.remove(doctype, readId(c), c.var.call, requireExpected(c));
    return c.body(null, 204);
  });
  for (const action of ['submit', 'cancel', 'amend'] as const) {
    serve('POST', `/:doctype/:id/${action}`, async (c, doctype, documents) => {
      await ignoreJson(c);
      const document = await documents[action](doctype, readId(c), c.var.call, readExpected(c));
      return action === 'amend' ? created(c, doctype, document) : answer(c, document);
    });
  }
  return app;
}

/** `/api/meta`: what a form and a list need, for this caller. Works without the database. */
export function metaRoutes(domains: DomainRegistry): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/:doctype', (c) => {
    const doctype = c.req.param('doctype');
    const domain = domains.ownerOf(doctype);
    refuseElsewhere(domain);
    return c.json(domain.service.documents.meta(doctype, c.var.call));
  });
  return app;
}

type Document = Awaited<ReturnType<DocumentService['get']>>;

function answer(c: Context, document: Document, status: 200 | 201 = 200): Response {
  c.header('ETag', `"${document.revision}"`);
  return c.json(document, status);
}

function created(c: Context, doctype: string, document: Document): Response {
  c.header('Location', `/api/resource/${doctype}/${encodeURIComponent(document.id)}`);
  return answer(c, document, 201);
}

/** Refuses an impossible id before it reaches the database, which would fail on some. */
function readId(c: Context): string {
  const id = (c.req.param('id') ?? '').normalize('NFC');
  if (id.length > MAX_ID_LENGTH || !id.isWellFormed() || /\p{Cc}/u.test(id)) {
    throw new Refusal('not-found', 'There is no document of this name.');
  }
  return id;
}

/** What the request expects of the document: `If-Match` (RFC 9110 §13.1.1) and `Schema-Hash`. */
function readExpected(c: Context): Expected {
  return { ifMatch: readIfMatch(c.req.header('if-match')), schemaHash: c.req.header('schema-hash') };
}

/** For PUT and DELETE, which need If-Match. */
function requireExpected(c: Context): Expected {
  const expected = readExpected(c);
  if (expected.ifMatch !== undefined) return expected;
  throw new Refusal('if-match-required', 'Send the ETag of the document you have seen as If-Match.', { field: 'If-Match' });
}

function readIfMatch(header: string | undefined): Expected['ifMatch'] {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return '*';
  const revision = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return revision === undefined ? NEVER : Number(revision);
}
