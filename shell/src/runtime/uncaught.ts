import type { Resolution, TelemetryEvent, Thrown } from '@business-m/contract';

/** Limits of the contract. */
const MESSAGE_MAX = 300;
const STACK_MAX = 1_500;
const FRAMES_MAX = 12;

/** `at draw (https://…:1:2)` of Chromium, `draw@https://…:1:2` of Firefox and WebKit; without a function's name, too. */
const frame = /^\s*(?:at\s+)?(?:(.*?)\s*[(@]\s*)?([a-z-]+:\/\/[^\s()]+?):(\d+):(\d+)\)?\s*$/;
/** What a browser's extensions run in a page is nobody's release. */
const extension = /^(?:[a-z]+-extension|webkit-masked-url):/;
/** Said by browsers of a layout that settles a frame later, and of networks: neither is a fault of a release. */
const noise = /(?:^|: )(?:ResizeObserver loop|Failed to fetch|NetworkError when attempting|Load failed)/;

type Remotes = Pick<Resolution, 'remotes'>['remotes'];
type Uncaught = Pick<TelemetryEvent, 'scope' | 'release'> & { thrown: Thrown };

/** What was thrown, for people: the files of a release by their path in it, those of the desk by their name. */
export function describeThrown(value: unknown, remotes: Remotes): Thrown {
  const { message, frames } = readThrown(value);
  const lines = frames.slice(0, FRAMES_MAX).map(({ name, url, line, column }) => {
    const { baseUrl = '' } = remoteOf(url, remotes) ?? {};
    const [address = ''] = url.split(/[?#]/);
    const file = baseUrl ? address.slice(baseUrl.length) : address.split('/').at(-1);
    return `${name || '(anonymous)'} ${file}:${line}:${column}`;
  });
  return { message: message.slice(0, MESSAGE_MAX), stack: lines.join('\n').slice(0, STACK_MAX) };
}

/** Whose release threw, by the innermost frame that is a release's; null for the desk's own errors, extensions and noise. */
export function attribute(value: unknown, remotes: Remotes, file = ''): Uncaught | null {
  const { message, frames } = readThrown(value);
  if (noise.test(message) || isExpected(value)) return null;
  const urls = frames.length > 0 ? frames.map(({ url }) => url) : [file];
  if (extension.test(urls[0] ?? '')) return null;
  for (const url of urls) {
    const remote = remoteOf(url, remotes);
    if (remote) return { scope: remote.scope, release: remote.release, thrown: describeThrown(value, remotes) };
  }
  return null;
}

/** Reports what nobody caught: in handlers, promises and timers. Answers the function that looks at it, for what other parts have seen. */
export function watchUncaught(window: Window, remotes: () => Remotes, report: (uncaught: Uncaught) => void) {
  const look = (value: unknown, file?: string) => {
    const found = attribute(value, remotes(), file);
    if (found) report(found);
  };
  window.addEventListener('error', ({ error, message, filename }) => look(error ?? message, filename));
  window.addEventListener('unhandledrejection', ({ reason }) => look(reason));
  return look;
}

function readThrown(value: unknown) {
  const isError = typeof value === 'object' && value !== null && 'stack' in value;
  const { name = '', message = '', stack = '' } = (isError ? value : {}) as Partial<Record<'name' | 'message' | 'stack', unknown>>;
  const frames = String(stack)
    .split('\n')
    .flatMap((text) => {
      const [, fn = '', url, line, column] = frame.exec(text) ?? [];
      return url === undefined ? [] : [{ name: fn.replace(/^async\s+/, '').slice(0, 80), url, line, column }];
    });
  return { message: isError ? `${name ? `${name}: ` : ''}${message}` : String(value), frames };
}

/** A call that was broken off, or a server that is away: the release has no fault. One that refuses what it was asked has. */
function isExpected(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { name, problem } = value as { name?: unknown; problem?: { code?: unknown; status?: unknown } };
  if (name === 'AbortError') return true;
  return name === 'ApiError' && (problem?.code === 'network' || problem?.code === 'timeout' || Number(problem?.status) >= 500);
}

const remoteOf = (url: string, remotes: Remotes) => remotes.find(({ baseUrl }) => url.startsWith(baseUrl));
