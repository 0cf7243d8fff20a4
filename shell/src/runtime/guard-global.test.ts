import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createFileGuard } from './file-guard.ts';
import { needsFileGuard } from './file-needs.ts';

const address = 'https://cdn.test/lab/0.1.0-0123456789ab/';
/** Its hash is its text. */
const fileOf = (path: string, text: string) => ({ path, sizeBytes: text.length, integrity: `sha384-${text}` });
const files = [fileOf('adder.js', 'worker'), fileOf('add.wasm', 'wasm')];

class PlainWorker extends EventTarget {
  static started: PlainWorker[] = [];
  sent: unknown[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  ended = false;
  readonly url: string;
  readonly options: WorkerOptions | undefined;
  constructor(url: string, options?: WorkerOptions) {
    super();
    this.url = url;
    this.options = options;
    PlainWorker.started.push(this);
  }
  postMessage(data: unknown) {
    this.sent.push(data);
  }
  terminate() {
    this.ended = true;
  }
}

/** A page with a CDN that says this, whose `fetch` compares hashes as a browser does. */
function page(granted: string[] | undefined, bytes: Record<string, string> = { 'adder.js': 'worker', 'add.wasm': 'wasm' }) {
  const fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    const text = bytes[url.slice(address.length).replace(/[?#].*/, '')] ?? '';
    if (init?.integrity && fileOf('', text).integrity !== init.integrity) throw new TypeError('Failed integrity');
    return new Response(text);
  });
  const window = {
    ...{ fetch, Worker: PlainWorker, URL, document: { baseURI: 'https://desk.test/lab' } },
    HTMLScriptElement: class {},
    HTMLLinkElement: class {},
    SVGUseElement: class {},
    SharedWorker: class {},
  } as never as Window & typeof globalThis;
  const uncaught = vi.fn();
  const guard = createFileGuard({ window, granted, environment: () => 'prod', uncaught });
  guard.cover({ scope: 'lab', title: 'Lab', address, needs: ['workers', 'wasm'], files });
  return { window, fetch, guard, uncaught };
}

/** Runs what a started worker begins with in a global of its own, which tells the page by messages as a browser's does. */
async function runWorker({ url, onmessage }: Pick<PlainWorker, 'url' | 'onmessage'>, fetch: typeof globalThis.fetch) {
  const global = Object.assign(new EventTarget(), {
    ...{ fetch, URL, Worker: PlainWorker, location: { href: url }, importScripts: () => {} },
    postMessage: (data: unknown) => onmessage?.(new MessageEvent('message', { data: structuredClone(data) })),
  });
  const text = (await blobs.get(url)?.text()) ?? '';
  new Function('self', text.slice(0, text.lastIndexOf('\n')))(global);
  return { global, firstLine: text.split('\n').length };
}

const thrownIn = (url: string, line: number, message = 'no rate') =>
  Object.assign(new TypeError(message), { stack: `TypeError: ${message}\n    at add (${url}:${line}:17)\n    at ${url}:1:2` });

const blobs = new Map<string, Blob>();

beforeEach(() => {
  PlainWorker.started = [];
  blobs.clear();
  const createObjectURL = (blob: Blob) => {
    const url = `blob:https://desk.test/${blobs.size}`;
    blobs.set(url, blob);
    return url;
  };
  vi.stubGlobal('URL', Object.assign(class extends URL {}, { createObjectURL, revokeObjectURL: () => {} }));
  vi.stubGlobal(
    'ErrorEvent',
    class extends Event {
      readonly message: string;
      constructor(type: string, { message, ...init }: { message: string } & EventInit) {
        super(type, init);
        this.message = message;
      }
    },
  );
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => {
    said.mockRestore();
    vi.unstubAllGlobals();
  });
});

test('fetches files of a release with their hashes, and everything else as it is asked for', async () => {
  const { window, fetch } = page([]);
  await window.fetch(`${address}add.wasm?v=1#x`);
  expect(fetch).toHaveBeenLastCalledWith(`${address}add.wasm?v=1#x`, { integrity: files[1]?.integrity });
  await window.fetch(new Request(`${address}add.wasm`));
  expect(fetch.mock.lastCall?.[1]).toEqual({ integrity: files[1]?.integrity });
  for (const init of [{ headers: { Range: 'bytes=0-9' } }, { method: 'HEAD' }, { mode: 'no-cors' as const }]) {
    await window.fetch(`${address}add.wasm`, init);
    expect(fetch.mock.lastCall?.[1]).toEqual(init);
  }
  await window.fetch('/api/resource/item');
  expect(fetch.mock.lastCall).toEqual(['https://desk.test/api/resource/item', undefined]);
});

test('changed bytes of a file are not handed to the code that fetches it', async () => {
  const { window } = page([], { 'add.wasm': 'evil' });
  await expect(window.fetch(`${address}add.wasm`)).rejects.toThrow('integrity');
});

test('asks past the cache for bytes that were changed on their way, once', async () => {
  const { window, fetch } = page([], { 'add.wasm': 'evil' });
  const cached = fetch.getMockImplementation();
  fetch.mockImplementation(async (input, init) =>
    init?.cache === 'reload' ? new Response('wasm') : (cached?.(input, init) ?? new Response()),
  );
  expect(await (await window.fetch(`${address}add.wasm`)).text()).toBe('wasm');
  expect(fetch.mock.calls.map(([, init]) => init?.cache)).toEqual([undefined, 'reload']);
});

test('starts a worker from its verified bytes, and sends what was posted before as it was then', async () => {
  const { window } = page(['workers']);
  const worker = new window.Worker(`${address}adder.js`, { type: 'module', name: 'adder' });
  expect(worker).toBeInstanceOf(PlainWorker);
  const numbers = [1, 2];
  worker.postMessage({ numbers });
  numbers.push(3);
  const heard = vi.fn();
  worker.onmessage = ({ data }) => heard(data);
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(1));
  const [started] = PlainWorker.started;
  expect(started).toMatchObject({
    url: expect.stringMatching(/^blob:/),
    options: { type: 'module', name: 'adder' },
    sent: [{ numbers: [1, 2] }],
  });
  started?.onmessage?.(new MessageEvent('message', { data: 'sum' }));
  expect(heard).toHaveBeenCalledExactlyOnceWith('sum');
  worker.terminate();
  expect(started?.ended).toBe(true);
});

test.each(['module', 'classic'] as const)('tells the page what nobody caught in a %s worker, by the lines of its file', async (type) => {
  const { window, fetch, uncaught } = page(['workers']);
  const worker = new window.Worker(`${address}adder.js`, { type });
  const heard = vi.fn();
  worker.addEventListener('message', ({ data }) => heard(data));
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(1));
  const { global, firstLine } = await runWorker(PlainWorker.started[0] as PlainWorker, fetch);
  const { url } = PlainWorker.started[0] as PlainWorker;
  const stack = `TypeError: no rate\n    at add (${address}adder.js:2:17)\n    at ${url}:1:2`;
  const told = { name: 'TypeError', message: 'no rate', stack };
  const error = thrownIn(url, firstLine + 1);
  global.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { error, message: 'Uncaught TypeError: no rate' }));
  global.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: error }));
  global.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: Symbol('odd') }));
  global.postMessage(['sum', 3]);
  const file = `${address}adder.js`;
  expect(uncaught.mock.calls).toEqual([
    [told, file],
    [told, file],
    ['Symbol(odd)', file],
  ]);
  expect(heard.mock.calls).toEqual([[['sum', 3]]]);
});

test('what is thrown in a worker of a worker reaches the page as well', async () => {
  const { window, fetch, uncaught } = page(['workers']);
  new window.Worker(`${address}adder.js`);
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(1));
  const { global } = await runWorker(PlainWorker.started[0] as PlainWorker, fetch);
  new global.Worker('adder.js');
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(2));
  const inner = await runWorker(PlainWorker.started[1] as PlainWorker, fetch);
  inner.global.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: thrownIn('https://x.test/', 1, 'deep') }));
  expect(uncaught.mock.calls).toMatchObject([[{ message: 'deep' }, `${address}adder.js`]]);
});

test('a worker that cannot be read, or that code made from a text, is told of as well', async () => {
  const { window, uncaught } = page(['workers']);
  const worker = new window.Worker(`${address}adder.js`);
  const heard = vi.fn();
  worker.onerror = heard;
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(1));
  const [started] = PlainWorker.started;
  const lines = ((await blobs.get(started?.url ?? '')?.text()) ?? '').split('\n').length - 1;
  const failed = { message: 'Uncaught SyntaxError: odd', lineno: lines + 3, colno: 7, preventDefault: vi.fn() };
  started?.onerror?.(failed as unknown as ErrorEvent);
  expect(heard).toHaveBeenCalledOnce();
  const file = `${address}adder.js`;
  expect(uncaught).toHaveBeenLastCalledWith({ name: '', message: 'Uncaught SyntaxError: odd', stack: `@${file}:3:7` }, file);

  new window.Worker('blob:https://desk.test/own');
  PlainWorker.started[1]?.dispatchEvent(Object.assign(new Event('error'), { message: 'Uncaught Error: made' }));
  expect(uncaught).toHaveBeenLastCalledWith(
    { name: '', message: 'Uncaught Error: made', stack: expect.stringContaining('guard-global.test') },
    '',
  );
});

test('a worker whose bytes were changed, or that is no file of the release, fails without being started', async () => {
  const { window } = page(['workers'], { 'adder.js': 'evil' });
  for (const path of ['adder.js', 'unlisted.js']) {
    const worker = new window.Worker(address + path);
    const { message } = await new Promise<ErrorEvent>((resolve) => worker.addEventListener('error', resolve));
    expect(message).toContain(`${path} does not run`);
  }
  expect(PlainWorker.started).toEqual([]);
});

test.each([
  ['without consent', [], ['workers'], /npx desk consent lab workers --env prod/],
  ['that its declaration does not name', ['workers'], ['wasm'], /“workers” is not among the needs/],
])('refuses a worker %s with a sentence', (_, granted, needs, sentence) => {
  const { window, guard } = page(granted);
  const other = address.replace('lab', 'other');
  guard.cover({ scope: 'lab', title: 'Lab', address: other, needs, files });
  expect(() => new window.Worker(`${other}adder.js`)).toThrow(sentence);
  expect(console.error).toHaveBeenCalledWith(expect.stringMatching(sentence));
});

test('a dev server’s worker begins as a module that imports it; others are left alone', () => {
  const { window, guard } = page(['workers']);
  guard.cover({ scope: 'lab', title: 'Lab', address: 'http://localhost:5175/', needs: ['workers'], files: null });
  new window.Worker('http://localhost:5175/src/adder.ts?worker_file&type=classic');
  new window.Worker('blob:https://desk.test/own');
  expect(PlainWorker.started).toMatchObject([
    { url: expect.stringMatching(/^blob:/), options: { type: 'module' } },
    { url: 'blob:https://desk.test/own' },
  ]);
});

test('a shared worker of a release, or of a text, is refused; that of a dev server’s client is not', () => {
  const { window, guard } = page(['workers']);
  const own = window.URL.createObjectURL(new Blob(['ping()']));
  expect(() => new window.SharedWorker(`${address}adder.js`)).toThrow('use Worker');
  expect(() => new window.SharedWorker(own)).toThrow('use Worker');
  guard.cover({ scope: 'lab', title: 'Lab', address: 'http://localhost:5175/', needs: [], files: null });
  expect(new window.SharedWorker(own)).toBeInstanceOf(window.SharedWorker);
});

test.each([
  ['importScripts("<file>")', 'worker'],
  ["await import('<file>');\n", 'worker'],
  ['import "<file>"', 'worker'],
  ['postMessage(1)', 'postMessage(1)'],
])('a worker made of the text %j begins from %j, guarded', async (text, expected) => {
  const { window } = page(['workers']);
  new window.Worker(window.URL.createObjectURL(new Blob([text.replace('<file>', `${address}adder.js`)])));
  await vi.waitFor(() => expect(PlainWorker.started).toHaveLength(1));
  const begun = await blobs.get(PlainWorker.started[0]?.url ?? '')?.text();
  expect(begun).toMatch(/^\(function/);
  expect(begun?.endsWith(`;\n${expected}`)).toBe(true);
});

test('a worker made of a text that imports files of a release besides is not started', async () => {
  const { window } = page(['workers']);
  const worker = new window.Worker(window.URL.createObjectURL(new Blob([`import "${address}adder.js"; postMessage(1)`])));
  const { message } = await new Promise<ErrorEvent>((resolve) => worker.addEventListener('error', resolve));
  expect(message).toContain('imports files of a release');
  expect(PlainWorker.started).toEqual([]);
});

test.each([
  [false, ['a.js', 'b.css', 'c.woff2', 'd.png'], {}],
  [true, ['a.js', 'sprite.svg'], {}],
  [true, ['a.js', 'b.css', 'later.css'], {}],
  [true, ['a.js', 'b.wasm'], {}],
  [true, ['a.js', 'data/rates.json'], {}],
  [true, ['a.js'], { needs: ['camera'] }],
  [true, ['a.js'], { injectsStyles: true }],
  [true, ['a.js'], { injectsStyles: undefined }],
])('is needed (%s) for %j with %j', (expected, paths, more) => {
  const exposes = { './a': { js: ['a.js'], css: ['b.css'] } };
  expect(needsFileGuard({ exposes, injectsStyles: false, files: paths.map((path) => fileOf(path, '')), ...more })).toBe(expected);
});
