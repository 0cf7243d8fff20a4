// @vitest-environment jsdom
import { expect, onTestFinished, test, vi } from 'vitest';
import { guardRequests } from './guard-requests.ts';

const listed = 'https://cdn.test/lab/rates.json';

/** A window whose one listed file has these bytes, or others than were published. */
function guarded(text: string | null, type = 'application/json') {
  const Plain = vi.fn();
  class PlainRequest extends window.XMLHttpRequest {
    override send() {
      Plain(this.readyState);
    }
  }
  const fetchVerified = vi.fn(async (_url: string, _init: RequestInit & { integrity: string }) => {
    if (text === null) throw new TypeError('Failed integrity');
    return new Response(text, { headers: { 'content-type': type, 'x-of': 'cdn' } });
  });
  const global = { XMLHttpRequest: PlainRequest, DOMParser } as never as typeof globalThis;
  const absolute = (address: unknown) => new URL(String(address), 'https://cdn.test/lab/').href;
  const refuse = (sentence: string) => new Error(sentence);
  guardRequests(global, { absolute, fetchVerified, refuse, hashOf: (url) => (url === listed ? 'sha384-x' : undefined) });
  onTestFinished(() => void vi.useRealTimers());
  return { fetchVerified, Plain, request: new global.XMLHttpRequest() };
}

function send(request: XMLHttpRequest, address = 'rates.json', responseType: XMLHttpRequestResponseType = ''): Promise<string[]> {
  const events: string[] = [];
  for (const type of ['loadstart', 'readystatechange', 'progress', 'load', 'error', 'abort', 'timeout'])
    request.addEventListener(type, () => events.push(type === 'readystatechange' ? `${request.readyState}` : type));
  request.open('GET', address);
  request.responseType = responseType;
  request.send();
  return new Promise((resolve) => {
    request.onloadend = () => resolve(events);
  });
}

test('a listed file comes with its hash, in the steps and the forms of a request', async () => {
  const { request, fetchVerified, Plain } = guarded('{"EUR":1}');
  expect(await send(request)).toEqual(['1', 'loadstart', '2', '3', '4', 'progress', 'load']);
  expect(fetchVerified).toHaveBeenCalledWith(listed, expect.objectContaining({ integrity: 'sha384-x', credentials: 'same-origin' }));
  expect(Plain).not.toHaveBeenCalled();
  const { status, responseText, response } = request;
  expect({ status, responseText, response }).toEqual({ status: 200, responseText: '{"EUR":1}', response: '{"EUR":1}' });
  expect([request.getResponseHeader('X-Of'), request.getAllResponseHeaders()]).toEqual(['cdn', expect.stringContaining('x-of: cdn\r\n')]);
  await send(request, 'rates.json', 'json');
  expect(request.response).toEqual({ EUR: 1 });
  expect(request.response).toBe(request.response);
  await send(request, 'rates.json', 'arraybuffer');
  expect(new Uint8Array(request.response)[0]).toBe(123);
  await send(request, 'rates.json', 'blob');
  expect(request.response.type).toBe('application/json');
  expect(() => request.responseText).toThrow();
});

test('reads XML as a document', async () => {
  const { request } = guarded('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml');
  await send(request);
  expect(request.responseXML?.documentElement.tagName).toBe('svg');
});

test('changed bytes are an error of the network', async () => {
  const { request } = guarded(null);
  expect(await send(request)).toEqual(['1', 'loadstart', '4', 'error']);
  expect([request.status, request.responseText]).toEqual([0, '']);
});

test('ends when it is aborted, and when its time is over', async () => {
  const { request, fetchVerified } = guarded('{}');
  fetchVerified.mockReturnValue(new Promise(() => {}));
  const aborted = send(request);
  request.abort();
  expect(await aborted).toEqual(['1', 'loadstart', '4', 'abort']);
  expect([request.readyState, fetchVerified.mock.lastCall?.[1].signal?.aborted]).toEqual([0, true]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  request.timeout = 500;
  const late = send(request);
  vi.advanceTimersByTime(500);
  expect((await late).at(-1)).toBe('timeout');
});

test('leaves everything else to the browser, and refuses what would block', () => {
  const { request, fetchVerified, Plain } = guarded('{}');
  request.open('GET', 'other.json');
  request.send();
  request.open('HEAD', 'rates.json');
  request.send();
  request.open('GET', 'rates.json');
  request.setRequestHeader('Range', 'bytes=0-9');
  request.send();
  expect([Plain.mock.calls.length, fetchVerified.mock.calls.length]).toEqual([3, 0]);
  expect(() => request.open('GET', 'rates.json', false)).toThrow('a request that blocks');
});
