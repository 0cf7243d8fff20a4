import { Refusal } from '@business-m/protocols';

const MAX_LENGTH = 140;
/** An id is one segment of a path; these would end it, escape it, or be seen by nobody. */
const FORBIDDEN = /[/\\?#%\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Refuses a field's value as the id of a document where no URL could name it. */
export function checkNamedId(id: string, field: string): void {
  if (id === '.' || id === '..' || id.length > MAX_LENGTH || FORBIDDEN.test(id)) {
    const message = `This names the document in its address: at most ${MAX_LENGTH} characters, none of / \\ ? # %, none invisible.`;
    throw new Refusal({ code: 'invalid', message, field, errors: [{ field, code: 'not-an-id', message }] });
  }
}
