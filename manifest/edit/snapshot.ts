import type { RevisionStore } from '../store/index.ts';
import type { EditorParts } from './edit.ts';

/** With the store as it is at one moment, as far as heads go: an edit is judged by what stands together, and asks for each document once. */
export function snapshotOf({ documents, ...parts }: EditorParts): EditorParts {
  const heads = new Map<string, ReturnType<RevisionStore['head']>>();
  let names: ReturnType<RevisionStore['names']> | undefined;
  const snapshot: RevisionStore = {
    ...documents,
    names() {
      names ??= documents.names();
      return names;
    },
    head(name) {
      const known = heads.get(name) ?? documents.head(name);
      heads.set(name, known);
      return known;
    },
  };
  return { ...parts, documents: snapshot };
}
