import { matchRoute, type Resolution } from '@business-m/contract';

type Violation = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'blockedURI' | 'sourceFile'>;

const hostKinds: Readonly<Record<string, string>> = {
  'img-src': 'images',
  'media-src': 'media',
  'font-src': 'fonts',
  'connect-src': 'connect',
  'frame-src': 'frames',
};

/** The need without which the page's policy refused something; null: nothing allows it. */
export function needOf({ effectiveDirective, blockedURI }: Violation): string | null {
  const [, scheme = ''] = /^(blob|data)(?::|$)/.exec(blockedURI) ?? [];
  if (effectiveDirective === 'worker-src') return 'workers';
  if (effectiveDirective.startsWith('script-src')) return blockedURI === 'wasm-eval' ? 'wasm' : null;
  if (effectiveDirective === 'style-src-attr') return 'style-attributes';
  if (effectiveDirective.startsWith('style-src')) return blockedURI === 'inline' ? 'style-nonce' : null;
  const kind = hostKinds[effectiveDirective];
  if (kind === undefined) return null;
  if (scheme === 'blob') return kind === 'frames' ? 'blob-frames' : 'blobs';
  if (scheme === 'data') return kind === 'frames' ? null : 'data';
  return URL.canParse(blockedURI) ? `${kind} ${new URL(blockedURI).origin}` : null;
}

/** Says in the console which need is missing, and of which remote: the one whose code it was, or whose screen is shown. */
export function explainRefusal(violation: Violation, resolution: Resolution | undefined, pathname: string): void {
  const need = needOf(violation);
  if (need === null || !resolution) return;
  const source = resolution.remotes.find(({ baseUrl }) => violation.sourceFile?.startsWith(baseUrl));
  const { scope, title } = source ?? matchRoute(resolution, pathname)?.remote ?? { scope: '<remote>', title: 'A remote' };
  const words = need.includes(' ') ? `"${need}"` : need;
  const command = `npx desk consent ${scope} ${words} --env ${resolution.environment} --reason "…"`;
  console.error(`[desk] ${title} may not use “${need}” here. It belongs to the needs in its remote.ts; then ops may consent: ${command}`);
}
