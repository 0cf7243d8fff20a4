import { closeSync, globSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which of Vitest's projects runs which files (docs/testing.md). A file of the services runs on PostgreSQL, the engine of every desk that keeps data;
 * it runs again elsewhere only where the assertion depends on the other engine or on the other mode.
 */
const everywhere = [
  '{packages,remotes}/*/{src,test}/**/*.test.{ts,tsx}',
  '{shell,gateway,manifest,cli,stack,nginx,tools,deploy,bench}/**/*.test.{ts,tsx}',
  'remotes/*/*.test.ts',
  '*.test.ts',
];
const services = ['services/*/{src,test}/**/*.test.ts'];
/** Need NATS and nothing else: the adapters, whose contract suite runs on every one of them, and whoever says so in the name. */
const onNats = ['services/adapters/{src,test}/**/*.test.ts', '**/*.nats.test.ts'];
const onPostgres = ['**/*.postgres.test.ts'];
/** Several processes of the host side by side: both servers, whatever else is set. */
const onBoth = ['**/*.enterprise.test.ts'];

/**
 * The tag of a test whose parts shorter tests find too: a story told once more on another layout, or a fault that is one of five of its kind. It runs
 * in the full matrix and where it is named, and not in `npm test`.
 */
export const LONG = 'long';

/** Run in a process of their own, each with the reason. */
export const alone: Readonly<Record<string, string>> = {
  'packages/ui/src/popups/load.test.tsx': 'sees the popups being fetched for the first time in a page',
};

/**
 * Statements whose text or result could differ between the engines: run again on PGlite, where each file costs six times as much. Whole desks on
 * PGlite are what the browser suite runs on.
 */
export const againEmbedded = [
  'services/doctype/src/storage/{bake,housekeeping,migrate-schema}.test.ts',
  'services/doctype/src/documents/{incomplete-drafts,list}.test.ts',
  'services/doctype/src/outbox/outbox.test.ts',
  'services/host/src/books/histories.test.ts',
];

/** What one process answers for another: run again with one process, database and NATS connection a domain. */
export const againEnterprise = ['services/host/src/http/{change-master,contract,elsewhere}.test.ts'];

/** What `openTestHost` opens: the whole of the host's HTTP tests, for the full matrix. */
const hostTests = ['services/host/src/http/*.test.ts'];

/** The marker by which Vitest itself knows a file that needs a document. */
const MARKER = '// @vitest-environment jsdom';

/** Files with a document, which are a project of their own: a worker that goes from one environment to another starts anew. */
function listDocumentTests(root: string): string[] {
  const files = globSync('{packages,remotes,shell}/**/*.test.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return files.filter((file) => {
    const first = Buffer.alloc(MARKER.length);
    const handle = openSync(join(root, file), 'r');
    readSync(handle, first);
    closeSync(handle);
    return first.toString() === MARKER;
  });
}

export type ProjectFiles = { include: string[]; exclude: string[] };

/** @param whole the full matrix: every test of the services on both engines, every one of the host in both modes. */
export function listProjects(
  root: string,
  whole: boolean,
): Record<'unit' | 'dom' | 'alone' | 'nats' | 'services' | 'embedded' | 'enterprise', ProjectFiles> {
  const excluded = ['**/node_modules/**', '**/dist/**', '.data/**'];
  const apart = Object.keys(alone);
  const withDocument = listDocumentTests(root);
  return {
    unit: { include: everywhere, exclude: [...excluded, ...onNats, ...onPostgres, ...onBoth, ...apart, ...withDocument] },
    dom: { include: withDocument, exclude: [...excluded, ...apart] },
    alone: { include: apart, exclude: excluded },
    nats: { include: onNats, exclude: excluded },
    services: { include: [...services, ...onPostgres], exclude: [...excluded, ...onNats, ...onBoth, ...apart] },
    embedded: { include: whole ? services : againEmbedded, exclude: [...excluded, ...onNats, ...onPostgres, ...onBoth, ...apart] },
    enterprise: { include: [...(whole ? hostTests : againEnterprise), ...onBoth], exclude: excluded },
  };
}
