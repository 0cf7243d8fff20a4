/** Tamagui appends an empty style element and fills it through the CSSOM; this is the hash of its empty text. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export interface PolicyOptions {
  nonce: string;
  cdn: string | null;
  /** Developers' servers that this page takes remotes from. */
  overrides: readonly string[];
}

/** The page's policy: code from desk and CDN only, no eval, nothing inline without the nonce; overrides add their server and websocket. */
export function contentSecurityPolicy({ nonce, cdn, overrides }: PolicyOptions): string {
  const servers = [...new Set(overrides)];
  const code = ["'self'", ...(cdn === null ? [] : [cdn]), ...servers].join(' ');
  const sockets = servers.map((origin) => ` ${origin.replace(/^http/, 'ws')}`).join('');
  return [
    "default-src 'none'",
    `script-src ${code} 'nonce-${nonce}'`,
    `style-src ${code} 'nonce-${nonce}' ${EMPTY_STYLE}`,
    `img-src ${code} data:`,
    `font-src ${code}`,
    `connect-src ${code}${sockets}`,
    // The dev server's client looks after its connection in one.
    ...(servers.length > 0 ? ['worker-src blob:'] : []),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; ');
}
