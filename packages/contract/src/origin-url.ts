import { z } from 'zod/mini';
import { addressKind } from './address-kind.ts';

/** An absolute http(s) URL to put paths behind. Anything that could carry code, credentials or a hidden part is refused. */
export const originUrlSchema = z.string().check(
  z.maxLength(300),
  z.refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && !(url.username || url.password || url.search || url.hash);
  }, 'an absolute http(s) URL without credentials, query or fragment'),
  z.refine(
    (text) => !URL.canParse(text) || addressKind(new URL(text).hostname) !== 'forbidden',
    'an address that nothing may be forwarded to: unspecified, link-local, multicast, or a cloud’s metadata',
  ),
);
