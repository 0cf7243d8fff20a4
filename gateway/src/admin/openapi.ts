import * as contract from '@business-m/contract';
import * as admin from '@business-m/contract/admin';
import { ADMIN_PATH, type AdminEndpoint, adminEndpoints, adminRefusals } from '@business-m/contract/admin';
import { PROBLEM_MEDIA_TYPE, problemSchema } from '@business-m/metadata';
import { z } from 'zod/mini';

type Json = Record<string, unknown>;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Parts of the answers that have a name of their own. */
const parts = /^(author|change|desiredRemote|difference|evidence|policy|remoteJson|revision|revisionSummary)Schema$/;
const shared = Object.fromEntries(Object.entries(contract).filter(([name]) => parts.test(name)));

/** `changeOutcomeSchema` of the contract is the component `ChangeOutcome`. */
const exported = Object.entries({ ...shared, problemSchema, ...admin }).flatMap(([name, value]): [string, z.ZodMiniType][] =>
  name.endsWith('Schema') ? [[name.charAt(0).toUpperCase() + name.slice(1, -'Schema'.length), value as z.ZodMiniType]] : [],
);

export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<AdminEndpoint>(adminEndpoints)) {
    const path = ADMIN_PATH + endpoint.path.replaceAll(/:([a-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Admin API of the desk', version: '1.0.0', description: 'docs/admin-api.md tells how it is meant.' },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: componentsOf(),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: 'desk_session' },
      },
    },
  };
}

function operationOf(
  operationId: string,
  { summary, roles, path, query, precondition, request, answer, mayWait, tag, refusals }: AdminEndpoint,
): Json {
  const params = [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const asked = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: schemaOf(schema as z.ZodMiniType),
  }));
  const seen = precondition ? [{ name: 'If-Match', in: 'header', required: precondition === 'seen', schema: { type: 'string' } }] : [];
  const success = {
    description: summary,
    ...(tag && { headers: { ETag: { schema: { type: 'string' } } } }),
    content: { 'application/json': { schema: schemaOf(answer) } },
  };
  const codes = Map.groupBy([...new Set(refusals)], (code) => String(adminRefusals[code]));
  const refused = [...codes].map(([status, found]) => [
    status,
    { description: found.join(', '), content: { [PROBLEM_MEDIA_TYPE]: { schema: ref(status === '412' ? 'LostRace' : 'Problem') } } },
  ]);
  return {
    operationId,
    summary,
    description: `Needs the role ${roles.join(' or ')}.`,
    parameters: [...params, ...asked, ...seen],
    ...(request && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(request.schema) } } } }),
    responses: {
      200: success,
      ...(mayWait && { 202: { ...success, description: 'waits for approval' } }),
      ...(tag === 'bytes' && { 304: { description: 'is as If-None-Match says' } }),
      ...Object.fromEntries(refused),
    },
  };
}

function schemaOf(schema: z.ZodMiniType): Json {
  const name = exported.find(([, known]) => known === schema)?.[0];
  return name === undefined ? withoutDialect(z.toJSONSchema(schema, { unrepresentable: 'any' })) : ref(name);
}

function componentsOf(): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of exported) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => ref(id).$ref, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema)]));
}

function withoutDialect(schema: object): Json {
  const { $schema: _, $id: __, ...rest } = schema as Json;
  return rest;
}
