import { Refusal } from '@business-m/metadata';
import {
  ADMIN_PATH,
  type AdminEndpoint,
  type AdminEndpointName,
  type AnswerOf,
  adminEndpoints,
  adminRefusals,
  type ParamsOf,
  type QueryOf,
  type RefusalOf,
  type RequestOf,
  readQuery,
} from '@business-m/sdk/platform';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';

/** A request as the table of endpoints describes it. */
export interface Asked<Name extends AdminEndpointName> {
  params: ParamsOf<Name>;
  query: QueryOf<Name>;
  body: RequestOf<Name>;
  /** Revision in If-Match. */
  seen: number | null;
  refusal(code: RefusalOf<Name>, sentence: string, members?: Readonly<Record<string, unknown>>): Refusal;
}

/** Answers one endpoint of the admin API; request and answer are validated as the gateway does. */
export function mockRoute<Name extends AdminEndpointName>(name: Name, answer: (asked: Asked<Name>) => AnswerOf<Name>): RequestHandler {
  const { method, path, query, request: sent, ...entry }: AdminEndpoint = adminEndpoints[name];
  return http[method.toLowerCase() as 'get' | 'put' | 'post'](`${ADMIN_PATH}${path}`, async ({ params, request }) => {
    try {
      const search = new URL(request.url).searchParams;
      const asked = {
        params,
        query: readQuery(
          query,
          (each) => search.get(each),
          (each, message) => {
            throw new Refusal('bad-query', `“${each}” is ${message}.`);
          },
        ),
        body: sent?.schema.parse(await request.json()),
        seen: Number(request.headers.get('if-match')?.replaceAll('"', '')) || null,
        refusal: (code: string, sentence: string, members = {}) => new Refusal(code, sentence, { members }),
      };
      const body = entry.answer.parse(answer(asked as unknown as Asked<Name>)) as object;
      return HttpResponse.json(body, { status: 'outcome' in body && body.outcome === 'proposed' ? 202 : 200 });
    } catch (error) {
      if (error instanceof Refusal) return problem(error);
      throw error;
    }
  });
}

function problem({ code, message, details: { field, members } }: Refusal): Response {
  const status = Reflect.get(adminRefusals, code) as number;
  return HttpResponse.json({ ...members, type: 'about:blank', title: 'Refused', status, code, detail: message, field }, { status });
}
