import { type Hydrated, hydrate } from './hydrate.ts';
import { refuseInternalAddresses } from './internal-addresses.ts';
import { type DocumentHeads, type MergedDocument, mergedDocument } from './merged-document.ts';
import { parseDesired } from './parse-desired.ts';
import type { ReleaseSource } from './release-source.ts';
import { fillMissingOrigins, isFilledIn } from './variables.ts';

/** What a document is judged by. */
export interface PreviewOptions {
  /** What `${NAME}` may mean in the document. */
  variables: Readonly<Record<string, string | undefined>>;
  source: ReleaseSource;
  /** The environment that these variables are of. Another one may name origins that are not among them: they are set where it is served. */
  serving?: string;
  /** Whether a document may name loopback and private addresses itself. Default `refuse`. */
  internalAddresses?: 'refuse' | 'allow';
}

/** `desired` is expanded, and `latest` looked up. */
export type Preview = MergedDocument & Hydrated;

/** What an environment would be with this text, or is without: all that makes a document acceptable. @throws DocumentRefusal */
export async function previewText(
  documents: DocumentHeads,
  name: string,
  text: string | undefined,
  { variables, source, serving = name, internalAddresses = 'refuse' }: PreviewOptions,
): Promise<Preview> {
  const { merged, chain } = await mergedDocument(documents, name, text);
  const desired = parseDesired(merged, serving === name ? variables : fillMissingOrigins(merged, variables));
  // After the schema: what the addresses stand in has the form it should have.
  if (internalAddresses === 'refuse') refuseInternalAddresses(merged);
  if (serving !== name && isFilledIn(desired.cdn)) return { merged, chain, desired, releases: {} };
  return { merged, chain, ...(await hydrate(desired, source)) };
}
