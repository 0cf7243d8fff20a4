/**
 * The browser journeys that go through an area which they do not import: the desk is started as processes. One or two each, the shortest that
 * would notice.
 */
const journeys: readonly (readonly [area: RegExp, specs: readonly string[]])[] = [
  [/^remotes\/finance\/|^services\/finance\//, ['e2e/journeys/journal-entry.spec.ts']],
  [/^remotes\/wms\/|^services\/wms\//, ['e2e/journeys/stock.spec.ts']],
  [/^remotes\/platform\//, ['e2e/journeys/platform/releases.spec.ts']],
  [/^shell\//, ['e2e/journeys/addresses.spec.ts', 'e2e/journeys/sign-in.spec.ts']],
  [/^gateway\//, ['e2e/journeys/sign-in.spec.ts', 'e2e/journeys/manifest/desired-state.spec.ts']],
  [/^(manifest|cli\/publish)\//, ['e2e/journeys/manifest/desired-state.spec.ts']],
  [/^services\//, ['e2e/journeys/posting.spec.ts']],
  [/^packages\//, ['e2e/journeys/master-data.spec.ts']],
  [/^e2e\/(libraries|matrix|fixtures\/library-remote)/, ['e2e/journeys/development/libraries.spec.ts']],
  [/^(vite\.config\.base\.ts|stack\/)|^e2e\//, ['e2e/journeys/addresses.spec.ts']],
];

const isCode = (file: string) => /\.(ts|tsx|css|html)$/.test(file) && !/\.test\.tsx?$/.test(file);

export function journeysFor(changed: readonly string[]): string[] {
  const found = journeys.filter(([area]) => changed.some((file) => isCode(file) && area.test(file)));
  return [...new Set(found.flatMap(([, specs]) => specs))];
}

/** Every spec that the table names, for the test that they exist. */
export const allJourneys: readonly string[] = journeys.flatMap(([, specs]) => specs);

/** Tests that read whole folders of what no source names. */
const readers: readonly (readonly [area: RegExp, tests: readonly string[]])[] = [
  [/^(README\.md|docs\/.*\.md|[^/]+\/README\.md)$/, ['tools/check/docs.test.ts']],
  [/^\.(github|gitea)\//, ['deploy/workflows.test.ts', 'tools/test/matrix.test.ts']],
  [/^Dockerfile$/, ['deploy/images.test.ts']],
];

/** Those of `tests` that read the file without importing it. */
export function testsOf(file: string, tests: readonly string[]): string[] {
  return readers.flatMap(([area, found]) => (area.test(file) ? found.filter((test) => tests.includes(test)) : []));
}

export const allReaders: readonly string[] = readers.flatMap(([, tests]) => tests);
