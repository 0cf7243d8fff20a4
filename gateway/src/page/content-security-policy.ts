import type { sourceKinds } from '@business-m/contract';

/** Tamagui appends an empty style element and fills it through the CSSOM; this is the hash of its empty text. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export interface PolicyOptions {
  nonce: string;
  /** Of style elements alone: handed to remotes. Absent: nobody may have one. */
  styleNonce?: string | undefined;
  cdn: string | null;
  /** Developers' servers that this page takes remotes from. */
  overrides: readonly string[];
  /** What ops have consented to for the remotes of this page. */
  granted: readonly string[];
}

/**
 * The page's policy: code from desk and CDN only, no eval, nothing inline without the nonce; overrides add their server and websocket, and
 * what was granted adds its sources. A document has one policy: all its remotes may do what one of them needs.
 */
export function contentSecurityPolicy({ nonce, styleNonce, cdn, overrides, granted }: PolicyOptions): string {
  const servers = [...new Set(overrides)];
  const code = ["'self'", ...(cdn === null ? [] : [cdn]), ...servers];
  const sockets = servers.map((origin) => origin.replace(/^http/, 'ws'));
  const has = (need: string) => granted.includes(need);
  const when = (need: string, source: string) => (has(need) ? [source] : []);
  const made = [...when('blobs', 'blob:'), ...when('data', 'data:')];
  const hosts = (kind: (typeof sourceKinds)[number]) =>
    granted.flatMap((need) => (need.startsWith(`${kind} `) ? [need.slice(kind.length + 1)] : []));
  const media = [...made, ...hosts('media')];
  const directives: Record<string, readonly string[]> = {
    'default-src': [],
    'script-src': [...code, `'nonce-${nonce}'`, ...when('wasm', "'wasm-unsafe-eval'")],
    'style-src': [...code, `'nonce-${nonce}'`, ...(styleNonce ? [`'nonce-${styleNonce}'`] : []), EMPTY_STYLE],
    // No nonce is possible there; elements with text keep theirs.
    ...(has('style-attributes') ? { 'style-src-attr': ["'unsafe-inline'"] } : {}),
    'img-src': [...code, 'data:', ...when('blobs', 'blob:'), ...hosts('images')],
    'font-src': [...code, ...made, ...hosts('fonts')],
    'connect-src': [...code, ...sockets, ...made, ...hosts('connect')],
    'media-src': media.length > 0 ? [...code, ...media] : [],
    'frame-src': [...when('blob-frames', 'blob:'), ...hosts('frames')],
    // A worker of another origin begins as a blob: of its verified bytes, or of the import of a dev server's module, which counts as a worker, too.
    'worker-src': servers.length > 0 || has('workers') ? ['blob:', ...servers] : [],
    'base-uri': [],
    'form-action': ["'self'"],
    'frame-ancestors': [],
    'manifest-src': ["'self'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.length > 0 ? sources.join(' ') : "'none'"}`)
    .join('; ');
}
