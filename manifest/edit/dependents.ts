import { DocumentRefusal, mergedDocument, type RevisionStore } from '../store/index.ts';

/** A document that extends another, directly or not. */
export interface Dependent {
  name: string;
  merged: unknown;
}

/** Documents that change with this one. One that does not even merge at the moment depends on nothing. */
export async function dependentsOf(documents: RevisionStore, name: string): Promise<Dependent[]> {
  const others = (await documents.names()).filter((other) => other !== name);
  const found = await Promise.all(
    others.map(async (other) => {
      try {
        const { merged, chain } = await mergedDocument(documents, other);
        return chain.includes(name) ? { name: other, merged } : null;
      } catch (error) {
        if (error instanceof DocumentRefusal) return null;
        throw error;
      }
    }),
  );
  return found.filter((dependent) => dependent !== null);
}
