import { messageListSchema } from '@business-m/metadata';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from './api-client.ts';
import { createApiClient } from './create-api-client.ts';

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

function clientAnswering(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  const onSignedOut = vi.fn(async () => false);
  return { fetch, onSignedOut, api: createApiClient({ fetch, onSignedOut }) };
}

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${error}`);
  return error.problem;
}

afterEach(() => {
  vi.useRealTimers();
});

test('a GET carries nothing but its signal, so that it matches what the page preloaded', async () => {
  const { api, fetch } = clientAnswering(() => json({ id: 'A' }, { headers: { ETag: '"3"' } }));
  await expect(api.get('/api/resource/item/A')).resolves.toEqual({ data: { id: 'A' }, etag: '"3"' });
  const [path, init] = fetch.mock.calls[0] ?? [];
  expect(path).toBe('/api/resource/item/A');
  expect(Object.keys(init ?? {})).toEqual(['signal']);
});

test('a write says what it expects to find and which intention it is', async () => {
  const { api, fetch } = clientAnswering(() => json({}));
  await api.put('/api/resource/item/A', { rate: '1.50' }, { ifMatch: '"3"', idempotencyKey: 'k1' });
  const init = fetch.mock.calls[0]?.[1];
  expect(init).toMatchObject({ method: 'PUT', body: '{"rate":"1.50"}' });
  expect(init?.headers).toEqual({ 'Content-Type': 'application/json', 'If-Match': '"3"', 'Idempotency-Key': 'k1' });
});

test('what the server refuses arrives as it said it', async () => {
  const said = {
    type: 'about:blank',
    title: 'Invalid',
    status: 422,
    code: 'unbalanced',
    detail: 'Debit and credit differ.',
    field: 'lines',
  };
  const { api } = clientAnswering(() => json(said, { status: 422 }));
  await expect(problemOf(api.post('/api/resource/journal-entry', {}))).resolves.toEqual(said);
});

test.each([
  ['an error page of a proxy', () => new Response('<h1>502</h1>', { status: 502 }), 502],
  ['an error in another shape', () => json({ message: 'no' }, { status: 500 }), 500],
  ['a success that is not JSON', () => new Response('<!doctype html>'), 200],
])('%s is a bad answer', async (_, answer, status) => {
  const { api } = clientAnswering(answer);
  await expect(problemOf(api.get('/api/meta/item'))).resolves.toMatchObject({ code: 'bad-answer', status });
});

test('an answer of another shape than its schema is a bad answer that names the part', async () => {
  const counts = { pending: 0, dispatched: 0, refused: 0, dead: 0 };
  const { api } = clientAnswering(() => json({ items: [{ id: 'A' }], next: null, counts }));
  await expect(problemOf(api.get('/api/shop/messages', { schema: messageListSchema }))).resolves.toMatchObject({
    code: 'bad-answer',
    detail: expect.stringContaining('items.0.id'),
  });
  const well = clientAnswering(() => json({ items: [], next: null, counts }));
  await expect(well.api.get('/api/shop/messages', { schema: messageListSchema })).resolves.toMatchObject({ data: { items: [], counts } });
});

test('an unreachable server is an error of the network', async () => {
  const { api } = clientAnswering(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(problemOf(api.get('/api/meta/item'))).resolves.toMatchObject({ code: 'network', status: 0 });
});

test('a server that does not answer is given up, also in the middle of its answer', async () => {
  vi.useFakeTimers();
  const hanging = new Response(new ReadableStream({ start() {} }));
  const text = vi.spyOn(hanging, 'text');
  const signals: (AbortSignal | null | undefined)[] = [];
  const api = createApiClient({
    fetch: async (_, init) => {
      signals.push(init?.signal);
      // As a browser does: reading the body fails once the signal fires.
      text.mockImplementation(
        () => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
      );
      return hanging;
    },
  });
  const problem = problemOf(api.get('/api/meta/item', { timeoutMs: 2_000 }));
  await vi.advanceTimersByTimeAsync(2_000);
  await expect(problem).resolves.toMatchObject({ code: 'timeout', detail: expect.stringContaining('2 seconds') });
  expect(signals[0]?.aborted).toBe(true);
});

test('who gives a call up sees a cancellation, not an error of the server', async () => {
  const controller = new AbortController();
  const api = createApiClient({
    fetch: (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
  });
  const call = api.get('/api/meta/item', { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('only "signed-out" tells the desk, not a wrong password', async () => {
  const refusal = (code: string) => json({ type: 'about:blank', title: 'No', status: 401, code, detail: 'No.' }, { status: 401 });
  const wrong = clientAnswering(() => refusal('wrong-credentials'));
  await problemOf(wrong.api.post('/api/gateway/session', {}));
  expect(wrong.onSignedOut).not.toHaveBeenCalled();
  const out = clientAnswering(() => refusal('signed-out'));
  await problemOf(out.api.get('/api/meta/item'));
  expect(out.onSignedOut).toHaveBeenCalledOnce();
});

test('a call that finds nobody signed in waits, and is made again as it was once the same user is back', async () => {
  let signIn = (_: boolean) => {};
  const signedIn = new Promise<boolean>((resolve) => {
    signIn = resolve;
  });
  const sent: RequestInit[] = [];
  const answers = [
    json({ type: 'about:blank', title: 'No', status: 401, code: 'signed-out', detail: 'No.' }, { status: 401 }),
    json({ id: 'A' }),
  ];
  const api = createApiClient({
    fetch: async (_, init) => {
      sent.push(init ?? {});
      return answers.shift() as Response;
    },
    onSignedOut: () => signedIn,
  });
  const call = api.post('/api/resource/item', { rate: '1.50' }, { idempotencyKey: 'k1' });
  await expect.poll(() => sent).toHaveLength(1);
  signIn(true);
  await expect(call).resolves.toMatchObject({ data: { id: 'A' } });
  const [first, second] = sent.map(({ signal: _, ...init }) => init);
  expect(second).toEqual(first);
  expect(second?.headers).toMatchObject({ 'Idempotency-Key': 'k1' });
});

test('a call that nobody waits for any more is not made again', async () => {
  const refused = json({ type: 'about:blank', title: 'No', status: 401, code: 'signed-out', detail: 'No.' }, { status: 401 });
  const fetch = vi.fn<typeof globalThis.fetch>(async () => refused);
  const controller = new AbortController();
  const onSignedOut = async () => {
    controller.abort();
    return true;
  };
  const call = createApiClient({ fetch, onSignedOut }).get('/api/meta/item', { signal: controller.signal });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect(fetch).toHaveBeenCalledOnce();
});

test('nothing but the desk’s own API can be called', async () => {
  const { api, fetch } = clientAnswering(() => json({}));
  await expect(api.get('https://elsewhere.example/api/x')).rejects.toThrow('/api/');
  expect(fetch).not.toHaveBeenCalled();
});

test('an answer without content has no data', async () => {
  const { api } = clientAnswering(() => new Response(null, { status: 204 }));
  await expect(api.delete('/api/resource/item/A', { ifMatch: '"1"' })).resolves.toBeUndefined();
});
