import { readFileSync, writeFileSync } from 'node:fs';
import { type AdminEndpoint, type AdminRefusal, adminEndpoints, adminRefusals } from '@business-m/contract/admin';
import { z } from 'zod/mini';

/** Between these lines of docs/admin-api.md stands what the table says; `node gateway/src/admin/reference.ts` writes it. */
const MARKS = ['<!-- from the table of endpoints: node gateway/src/admin/reference.ts -->', '<!-- end of the table -->'] as const;

/** The endpoints, and which of them refuses with which code. */
export function createReference(): string {
  const endpoints = Object.entries<AdminEndpoint>(adminEndpoints);
  const calls = endpoints.map(
    ([name, endpoint]) => `| \`${name}\` | ${callOf(endpoint)} | ${endpoint.roles.join(', ')} | ${answerOf(endpoint)} |`,
  );
  const codes = (Object.entries(adminRefusals) as [AdminRefusal, number][]).map(([code, status]) => {
    const names = endpoints.filter(([, { refusals }]) => refusals.includes(code)).map(([name]) => name);
    return `| \`${code}\` | ${status} | ${names.length === endpoints.length ? 'all' : names.join(', ')} |`;
  });
  const [first, second] = ['| name | call | role | answer |\n|---|---|---|---|', '| code | status | refused by |\n|---|---|---|'];
  return [first, ...calls, '', second, ...codes].join('\n');
}

function callOf({ method, path, query, request }: AdminEndpoint): string {
  const asked = Object.keys(query?.shape ?? {}).join('&');
  const fields = request && request.schema instanceof z.ZodMiniObject ? Object.entries(request.schema.shape) : [];
  const body = fields.map(([name, schema]) => (schema instanceof z.ZodMiniOptional ? `${name}?` : name)).join(', ');
  const at = `\`${method} ${path.replaceAll(/:([a-z]+)/g, '<$1>')}${asked && `?${asked}`}\``;
  return body ? `${at} \`{${body}}\`` : at;
}

function answerOf({ summary, precondition, tag }: AdminEndpoint): string {
  const tags = { revision: 'tag: the revision', bytes: 'tag: of the bytes' };
  const seen = { seen: 'needs `If-Match`', 'seen-or-new': 'needs `If-Match`, or `If-None-Match: *` for a new one' };
  return [summary, precondition && seen[precondition], tag && tags[tag]].filter(Boolean).join('; ');
}

export function withReference(document: string): string {
  const [before, rest = ''] = document.split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  if (after === undefined) throw new Error('The document has no place for the table.');
  return `${before}${MARKS[0]}\n\n${createReference()}\n\n${MARKS[1]}${after}`;
}

export const documentFile = new URL('../../../docs/admin-api.md', import.meta.url);

if (import.meta.main) writeFileSync(documentFile, withReference(readFileSync(documentFile, 'utf8')));
