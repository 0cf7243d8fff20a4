import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { documentFile, withReference } from './reference.ts';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { shopDocuments } from './testing/shop-documents.ts';

test('docs/admin-api.md has the table of endpoints', () => {
  // Refresh it with `node gateway/src/admin/reference.ts`.
  const document = readFileSync(documentFile, 'utf8');
  expect(document).toBe(withReference(document));
});

test('the OpenAPI document is valid, and its references lead somewhere', async () => {
  const document = openApiDocument();
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const { schemas } = document.components as { schemas: object };
  const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
  expect(named.filter((name) => name === undefined || !Object.hasOwn(schemas, name))).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('$defs');
});

test('serves the OpenAPI document to readers', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  expect((await call('GET', '/openapi.json', { as: 'pia' })).body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  expect((await call('GET', '/openapi.json', { as: 'clerk' })).status).toBe(403);
});
