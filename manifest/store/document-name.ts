const pattern = /^[a-z][a-z0-9-]{0,31}(?:\.[a-z][a-z0-9-]{0,31})?$/;

/** The name of a document: `prod`, or of what belongs to one, `prod.proposals`. It becomes a part of paths and subjects. @throws TypeError */
export function documentNameOf(text: string): string {
  if (!pattern.test(text)) throw new TypeError(`“${text.slice(0, 80)}” cannot be the name of a document`);
  return text;
}

/** Whether it belongs to another document, and is not for people to edit. */
export const isOfAnother = (name: string): boolean => name.includes('.');
