import { isNameOfDesk } from '@business-m/contract/styles';
import type { Containing } from './contain-rules.ts';
import type { Mounts } from './mounts.ts';

interface Owning {
  /** Of the code that calls; null: it is the desk's. */
  ownerOfCall: () => string | null;
  containing: (scope: string) => Containing;
}

/**
 * Keeps names that are a whole page's from code of remotes where they are the desk's: custom properties that it registers, and font faces, which are in
 * force only while one of its screens is there. Call what it answers when screens come and go.
 */
export function containNames(mounts: Mounts, { ownerOfCall, containing }: Owning): () => void {
  const { registerProperty } = globalThis.CSS ?? {};
  if (registerProperty)
    CSS.registerProperty = (definition) => {
      const scope = ownerOfCall();
      const { name } = definition;
      if (!scope || !(isNameOfDesk(name) || containing(scope).isOfDesk(name))) return registerProperty.call(CSS, definition);
      containing(scope).onRefused(`the name ${name}`);
    };
  const faces = new Map<FontFace, string>();
  const { fonts } = document;
  const addFace = fonts?.add;
  if (fonts)
    fonts.add = (face) => {
      const scope = ownerOfCall();
      if (scope && isNameOfDesk(face.family)) containing(scope).onRefused(`the name ${face.family}`);
      else addFace.call(fonts, face);
      if (scope && fonts.has(face)) faces.set(face, scope);
      return fonts;
    };
  return () => {
    for (const [face, scope] of faces) {
      if (mounts.isThere(scope)) addFace.call(fonts, face);
      else fonts.delete(face);
    }
  };
}
