/** Tamagui appends an empty style element and fills it through the CSSOM; this is the hash of its empty text. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The policy of the desk's page: code from the desk and its CDN only, nothing inline without the nonce, no eval. */
export function contentSecurityPolicy({ nonce, cdn }: { nonce: string; cdn: string | null }): string {
  const code = cdn === null ? "'self'" : `'self' ${cdn}`;
  return [
    "default-src 'none'",
    `script-src ${code} 'nonce-${nonce}'`,
    `style-src ${code} 'nonce-${nonce}' ${EMPTY_STYLE}`,
    `img-src ${code} data:`,
    `font-src ${code}`,
    `connect-src ${code}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; ');
}
