import { z } from 'zod/mini';

/** An absolute http(s) URL to put paths behind. Anything that could carry code, credentials or a hidden part is refused. */
export const originUrlSchema = z.string().check(
  z.maxLength(300),
  z.refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return (
      url !== null &&
      (url.protocol === 'http:' || url.protocol === 'https:') &&
      url.username === '' &&
      url.password === '' &&
      url.search === '' &&
      url.hash === ''
    );
  }, 'an absolute http(s) URL without credentials, query or fragment'),
);
