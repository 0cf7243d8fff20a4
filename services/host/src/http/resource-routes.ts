import type { DocumentService } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';
import { type Context, Hono } from 'hono';
import type { DomainRegistry } from '../domains/domain-registry.ts';
import type { ProcessState } from '../state/process-state.ts';
import { admit, refuseElsewhere } from './admit.ts';
import type { HttpEnv } from './authenticate.ts';
import { ignoreJson, readJson } from './json-body.ts';
import { entityTag, readExpected, requireExpected } from './preconditions.ts';

const MAX_ID_LENGTH = 140;

/** `/api/resource`: every DocType of every domain here, by one set of routes. */
export function resourceRoutes(domains: DomainRegistry, state: ProcessState): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  /** Runs `work` with the documents of the domain that owns the DocType in the path, if it can be served. */
  const serve =
    (work: (c: Context<HttpEnv>, doctype: string, documents: DocumentService) => Promise<Response>) => async (c: Context<HttpEnv>) => {
      const doctype = c.req.param('doctype') ?? '';
      const domain = domains.ownerOf(doctype);
      return admit(domain, state, () => work(c, doctype, domain.service.documents));
    };

  app.get(
    '/:doctype',
    serve(async (c, doctype, documents) => c.json(await documents.list(doctype, new URL(c.req.url).searchParams, c.var.call))),
  );
  app.post(
    '/:doctype',
    serve(async (c, doctype, documents) =>
      created(c, doctype, await documents.create(doctype, await readJson(c), c.var.call, readExpected(c))),
    ),
  );
  app.get(
    '/:doctype/:id',
    serve(async (c, doctype, documents) => answer(c, await documents.get(doctype, readId(c), c.var.call))),
  );
  app.put(
    '/:doctype/:id',
    serve(async (c, doctype, documents) => {
      const expected = requireExpected(c);
      return answer(c, await documents.save(doctype, readId(c), await readJson(c), c.var.call, expected));
    }),
  );
  app.delete(
    '/:doctype/:id',
    serve(async (c, doctype, documents) => {
      await documents.remove(doctype, readId(c), c.var.call, requireExpected(c));
      return c.body(null, 204);
    }),
  );
  for (const action of ['submit', 'cancel'] as const) {
    app.post(
      `/:doctype/:id/${action}`,
      serve(async (c, doctype, documents) => {
        await ignoreJson(c);
        return answer(c, await documents[action](doctype, readId(c), c.var.call, readExpected(c)));
      }),
    );
  }
  app.post(
    '/:doctype/:id/amend',
    serve(async (c, doctype, documents) => {
      await ignoreJson(c);
      return created(c, doctype, await documents.amend(doctype, readId(c), c.var.call, readExpected(c)));
    }),
  );
  return app;
}

/** `/api/meta`: what a form and a list need to know, for this caller. Needs no database, so it is answered while that is away. */
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
  c.header('ETag', entityTag(document.revision));
  return c.json(document, status);
}

function created(c: Context, doctype: string, document: Document): Response {
  c.header('Location', `/api/resource/${doctype}/${encodeURIComponent(document.id)}`);
  return answer(c, document, 201);
}

/** What no document can be called needs no look into the database, which would choke on some of it. */
function readId(c: Context): string {
  const id = (c.req.param('id') ?? '').normalize('NFC');
  if (id.length > MAX_ID_LENGTH || !id.isWellFormed() || /\p{Cc}/u.test(id)) {
    throw new Refusal({ code: 'not-found', message: 'There is no document of this name.' });
  }
  return id;
}
