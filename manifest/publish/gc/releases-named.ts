import type { RevisionStore } from '../../store/revision-store.ts';

const PAGE = 100;
/** As text anywhere in a document: in a release, a binding, a canary, or inside a proposal's own document. */
const releaseIds = /(?<![0-9A-Za-z.-])\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.-]{1,32})?-[0-9a-f]{12}(?![0-9A-Za-z.-])/g;
/** Documents that belong to an environment and name releases, too. */
const belonging = ['proposals'];

/**
 * Every release that any revision since `since` names, of any environment, and those of the revision that was in force then. What people
 * may have on their desks, or roll back to, is among them.
 */
export async function releasesNamed(documents: RevisionStore, since: Date): Promise<Set<string>> {
  const found = new Set<string>();
  for (const name of await documents.names()) {
    for (const document of [name, ...belonging.map((suffix) => `${name}.${suffix}`)]) await collect(documents, document, since, found);
  }
  return found;
}

async function collect(documents: RevisionStore, name: string, since: Date, found: Set<string>): Promise<void> {
  let before: number | undefined;
  for (;;) {
    const page = await documents.history(name, { limit: PAGE, ...(before !== undefined && { before }) });
    for (const { text, time, changes, number } of page) {
      for (const [id] of `${text}\n${JSON.stringify(changes ?? [])}`.matchAll(releaseIds)) found.add(id);
      if (new Date(time) <= since) return;
      before = number;
    }
    if (page.length === 0) return;
  }
}
