import type { guardRequests } from './guard-requests.ts';

/** Files below one address that code may fetch and run. */
export interface Folder {
  /** Ends with a slash: of a release, or of a dev server. */
  address: string;
  /** Absolute URL → SRI hash; null: of a dev server, whose files change. */
  hashes: Record<string, string> | null;
  /** Why its workers may not run; null: they may. */
  refusal: string | null;
}

export interface Guarding {
  /** Of this function, for the workers that it starts. */
  text: string;
  /** What relative addresses are relative to: of the page, or of the worker's file. */
  base: string;
  folders: readonly Folder[];
}

/** What a page asks of it besides. */
export interface Guarded {
  /** Absolute, by the page or by the file of a worker. */
  absolute: (address: unknown) => string;
  folderOf: (url: string) => Folder | undefined;
  /** SRI hash of a file of a release; undefined: it is none. */
  hashOf: (url: string) => string | undefined;
  /** Says why in the console, and answers what to throw. */
  refuse: (sentence: string) => Error;
  cover: (folder: Folder) => void;
}

/** Takes what nobody caught in a worker: an error by its parts, anything else as a text. `file`: of the worker; empty: code made it from a text. */
export type ReportUncaught = (thrown: { name: string; message: string; stack: string } | string, file: string) => void;

/**
 * Makes a page, or a worker, take the files of releases with their hashes only, however code asks for them: import maps protect modules alone.
 *
 * Its text is also the beginning of every worker, so it uses nothing from outside itself.
 *
 * @param report of a page; a worker tells whoever started it
 */
export function guardGlobal(
  global: typeof globalThis,
  { text, base, folders }: Guarding,
  guardOthers: typeof guardRequests,
  report?: ReportUncaught,
): Guarded {
  /** Begins the messages by which workers tell of errors; no other message begins so. */
  const mark = 'desk:uncaught';
  /** Of a worker's text, before those of its file. */
  const linesBefore = `${text}${guardOthers}`.split('\n').length;
  const plainPost: ((message: unknown) => void) | undefined = global.postMessage?.bind(global);
  const tell: ReportUncaught = report ?? ((thrown, file) => plainPost?.([mark, thrown, file]));
  const known = [...folders];
  const plainFetch = global.fetch;
  const folderOf = (url: string) => known.find(({ address }) => url.startsWith(address));
  const absolute = (address: unknown) => {
    try {
      return new URL(String(address), base).href;
    } catch {
      return String(address);
    }
  };
  const plain = (url: string) => url.replace(/[?#].*$/, '');
  const hashOf = (url: string) => folderOf(url)?.hashes?.[plain(url)];
  const refuse = (sentence: string) => {
    console.error(`[desk] ${sentence}`);
    return new DOMException(sentence, 'SecurityError');
  };

  /** Once more past the cache when it fails: bytes that were changed on their way stay in a browser's cache as long as right ones. */
  const fetchVerified = (asked: RequestInfo | URL, init: RequestInit & { integrity: string }) =>
    plainFetch
      .call(global, asked, init)
      .catch((reason: unknown) =>
        reason instanceof TypeError && !init.cache ? plainFetch.call(global, asked, { ...init, cache: 'reload' }) : Promise.reject(reason),
      );

  global.fetch = function fetch(input: RequestInfo | URL, init?: RequestInit) {
    const request = input instanceof Request ? input : null;
    const url = request ? request.url : absolute(input);
    const integrity = hashOf(url);
    const headers = new Headers(init?.headers ?? request?.headers);
    // A part has another hash than the whole, and what no script can read cannot be run either.
    const isWhole = (init?.method ?? request?.method ?? 'GET').toUpperCase() === 'GET' && !headers.has('range');
    const isRead = (init?.mode ?? request?.mode) !== 'no-cors' && !(init?.integrity ?? request?.integrity);
    const asked = request ?? url;
    return integrity && isWhole && isRead ? fetchVerified(asked, { ...init, integrity }) : plainFetch.call(global, asked, init);
  };

  /** A worker that begins once its text is there. @param url of its file, or of the blob that code made */
  function startLater(
    construct: (url: string) => Worker,
    prototype: object,
    url: string,
    read: () => Promise<{ at: string; bytes: BlobPart }>,
    covered: readonly Folder[],
  ): Worker {
    const worker = Object.setPrototypeOf(new EventTarget(), prototype) as Worker;
    const waiting: [unknown, Transferable[]][] = [];
    let real: Worker | null = null;
    let isOver = false;
    let isGuarded = false;
    const { stack = '' } = new Error();
    const listOf = (given?: Transferable[] | StructuredSerializeOptions) => (Array.isArray(given) ? given : (given?.transfer ?? []));
    for (const type of ['message', 'messageerror', 'error']) {
      let handler: unknown = null;
      Object.defineProperty(worker, `on${type}`, {
        get: () => handler,
        set(next: unknown) {
          handler = next;
        },
      });
      worker.addEventListener(type, (event) => {
        if (typeof handler === 'function' && handler.call(worker, event) === false) event.preventDefault();
      });
    }
    Object.defineProperties(worker, {
      postMessage: {
        value(data: unknown, given?: Transferable[] | StructuredSerializeOptions) {
          const transfer = listOf(given);
          if (real) real.postMessage(data, transfer);
          // As it is now: its sender may change it, and must be told now of what cannot be sent.
          else if (!isOver) waiting.push(structuredClone([data, transfer], { transfer }) as [unknown, Transferable[]]);
        },
      },
      terminate: {
        value() {
          isOver = true;
          real?.terminate();
        },
      },
    });
    const failed = (reason: unknown) => {
      const message = `The worker ${url} does not run: its bytes could not be fetched, or are not the ones that were published (${reason}).`;
      console.error(`[desk] ${message}`);
      worker.dispatchEvent(new ErrorEvent('error', { message, filename: url, cancelable: true }));
    };
    const start = ({ at, bytes }: Awaited<ReturnType<typeof read>>) => {
      if (isOver) return;
      const guarding: Guarding = { text, base: at, folders: covered };
      const before = `(${text})(self, ${JSON.stringify(guarding)}, ${guardOthers});\n`;
      const started = construct(createObjectURL(new Blob([before, bytes], { type: 'text/javascript' })));
      // Errors of a text that code made are of whoever started it.
      const pass: ReportUncaught = (thrown, file) =>
        at.startsWith('blob:')
          ? tell({ name: '', message: typeof thrown === 'string' ? thrown : thrown.message, stack }, '')
          : tell(thrown, file);
      const relay = ({ type, data, ports, origin, lastEventId }: MessageEvent) => {
        if (!Array.isArray(data) || data[0] !== mark)
          return void worker.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId, ports: [...ports] }));
        isGuarded = true;
        if (data.length > 1) pass(data[1], data[2]);
      };
      started.onmessage = relay;
      started.onmessageerror = relay;
      started.onerror = (event) => {
        const { message, colno, error } = event;
        const lineno = Math.max(0, event.lineno - linesBefore);
        // A text that cannot be read takes the guard before it along.
        if (!isGuarded) pass({ name: '', message, stack: `@${at}:${lineno}:${colno}` }, at);
        const told = new ErrorEvent('error', { message, filename: at, lineno, colno, error, cancelable: true });
        if (!worker.dispatchEvent(told)) event.preventDefault();
      };
      real = started;
      for (const [data, transfer] of waiting.splice(0)) started.postMessage(data, transfer);
    };
    read().then(start).catch(failed);
    return worker;
  }

  /** Of a worker that code made from a text: its errors are of whoever started it, and what it rejects nobody hears. */
  function tellOf(worker: Worker, url: string): Worker {
    const { stack = '' } = new Error();
    if (/^(?:blob|data):/.test(url)) worker.addEventListener('error', ({ message }) => tell({ name: '', message, stack }, ''));
    return worker;
  }

  const readFile = async (url: string) => {
    const integrity = hashOf(url);
    if (!integrity) throw new Error('it is no file of the release');
    const answer = await fetchVerified(url, { integrity, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return { at: url, bytes: await answer.arrayBuffer() };
  };

  /** By their addresses, until code takes those back: what a worker begins from is read here. */
  const blobs = new Map<string, Blob>();
  const { createObjectURL, revokeObjectURL } = global.URL;
  global.URL.createObjectURL = (object) => {
    const url = createObjectURL(object);
    if (object instanceof Blob) blobs.set(url, object);
    return url;
  };
  global.URL.revokeObjectURL = (url) => {
    blobs.delete(url);
    revokeObjectURL(url);
  };

  /** A text that code made into a worker. */
  const readBlob = async (at: string, blob: Blob) => {
    const code = await blob.text();
    // How libraries start a worker of another origin: a line that loads it.
    const [, , line = ''] = /^\s*(?:await\s+)?import(?:Scripts)?\s*\(?\s*(["'`])([^"'`]+)\1\s*\)?[;\s]*$/.exec(code) ?? [];
    if (hashOf(line)) return readFile(line);
    // What a worker imports, nothing compares.
    if (/\bimport\b/.test(code) && known.some(({ hashes, address }) => hashes && code.includes(address)))
      throw new Error(
        'it imports files of a release beside text of its own: start it from a file, new URL("./worker.js", import.meta.url)',
      );
    return { at, bytes: blob };
  };

  if (global.Worker) {
    global.Worker = new Proxy(global.Worker, {
      construct(Plain, args: [string | URL, WorkerOptions?], NewTarget) {
        const [given, options] = args;
        const construct = (address: string | URL, how = options) => Reflect.construct(Plain, [address, how], NewTarget) as Worker;
        const url = absolute(given);
        const { prototype } = NewTarget;
        const folder = folderOf(url);
        if (folder && folder.refusal !== null) throw refuse(folder.refusal);
        if (folder?.hashes) return startLater(construct, prototype, url, () => readFile(url), [folder]);
        const blob = blobs.get(url);
        if (blob && known.some(({ hashes }) => hashes)) return startLater(construct, prototype, url, () => readBlob(url, blob), known);
        if (!folder) return tellOf(construct(given), url);
        // A dev server gives modules out as they are written: only a module worker can import others.
        const source = `import ${JSON.stringify(url.replace(/([?&]type=)classic\b/, '$1module'))};`;
        return construct(createObjectURL(new Blob([source], { type: 'text/javascript' })), { ...options, type: 'module' });
      },
    });
  }
  if (global.SharedWorker) {
    global.SharedWorker = new Proxy(global.SharedWorker, {
      construct(Plain, args: [string | URL], NewTarget) {
        const url = absolute(args[0]);
        // The text of a blob cannot be looked at before the worker is needed. A dev server's client asks by one whether its server is back.
        const isUnread = blobs.has(url) && known.every(({ hashes }) => hashes);
        if (folderOf(url) || isUnread) throw refuse('A shared worker of another origin cannot be shared: use Worker.');
        return Reflect.construct(Plain, args, NewTarget);
      },
    });
  }
  const inWorker = global as typeof global & { importScripts?: (...urls: string[]) => void };
  if (inWorker.importScripts) {
    const plainImport = inWorker.importScripts;
    const own = global.location.href;
    /** Frames by the lines of the worker's file, as it was published. */
    const placed = (stack: string) =>
      stack.split(own).reduce((before, after) => {
        const line = Number(/^:(\d+)/.exec(after)?.[1] ?? 0) - linesBefore;
        return line > 0 ? `${before}${base}${after.replace(/^:\d+/, `:${line}`)}` : before + own + after;
      });
    const look = (value: unknown) => {
      try {
        if (typeof value !== 'object' || value === null || !('stack' in value)) return tell(String(value).slice(0, 1_000), base);
        const { name, message, stack } = value as Record<string, unknown>;
        tell({ name: `${name}`, message: `${message}`.slice(0, 1_000), stack: placed(`${stack}`.slice(0, 10_000)) }, base);
      } catch {
        // What was thrown does not let itself be read.
        tell('', base);
      }
    };
    plainPost?.([mark]);
    global.addEventListener('error', ({ error, message }) => look(error ?? message));
    global.addEventListener('unhandledrejection', ({ reason }) => look(reason));
    URL.revokeObjectURL(own);
    Object.defineProperty(global, 'location', { value: new URL(base), configurable: true });
    inWorker.importScripts = (...urls) => {
      for (const url of urls.map(absolute)) if (folderOf(url)) throw refuse(`${url}: a worker is one file, whose hash is known`);
      plainImport(...urls);
    };
  }

  guardOthers(global, { absolute, hashOf, fetchVerified, refuse });
  return { absolute, folderOf, hashOf, refuse, cover: (folder) => void known.push(folder) };
}
