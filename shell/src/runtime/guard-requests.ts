export interface Verifying {
  /** Absolute, by the page or by the file of a worker. */
  absolute: (address: unknown) => string;
  /** SRI hash of a file of a release; undefined: it is none. */
  hashOf: (url: string) => string | undefined;
  fetchVerified: (url: string, init: RequestInit & { integrity: string }) => Promise<Response>;
  refuse: (sentence: string) => Error;
}

/**
 * Makes `XMLHttpRequest` take the files of releases with their hashes, by way of `fetch`: it compares none by itself. Libraries such as axios still use it.
 *
 * Its text is also part of every worker's, so it uses nothing from outside itself.
 */
export function guardRequests(global: typeof globalThis, { absolute, hashOf, fetchVerified, refuse }: Verifying): void {
  if (!global.XMLHttpRequest) return;

  class VerifiedRequest extends global.XMLHttpRequest {
    /** Of a release's file: everything else is the browser's own. */
    #asked: { url: string; integrity: string; headers: Headers } | null = null;
    #stage: number | null = null;
    #answer: Response | null = null;
    #bytes: ArrayBuffer | null = null;
    #value: unknown;
    #mime: string | null = null;
    #sending = new AbortController();

    override open(
      ...[method, address, isAsync = true, ...more]: [string, string | URL, boolean?, (string | null)?, (string | null)?]
    ): void {
      this.#sending.abort();
      this.#asked = this.#stage = this.#answer = this.#bytes = this.#mime = null;
      this.#value = undefined;
      const url = absolute(address);
      const integrity = method.toUpperCase() === 'GET' ? hashOf(url) : undefined;
      if (integrity && !isAsync) throw refuse(`${url}: a request that blocks cannot be compared with its hash: use fetch`);
      super.open(method, url, isAsync, ...more);
      if (integrity) this.#asked = { url, integrity, headers: new Headers() };
    }

    override setRequestHeader(name: string, value: string): void {
      super.setRequestHeader(name, value);
      this.#asked?.headers.append(name, value);
    }

    override overrideMimeType(mime: string): void {
      super.overrideMimeType(mime);
      this.#mime = mime;
    }

    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      const asked = this.#asked;
      // A part has another hash than the whole.
      if (!asked || asked.headers.has('range')) return void super.send(body);
      const sending = new AbortController();
      const { url, integrity, headers } = asked;
      this.#sending = sending;
      this.#stage = 1;
      const limit = this.timeout > 0 ? setTimeout(() => this.#fail('timeout'), this.timeout) : undefined;
      this.dispatchEvent(new ProgressEvent('loadstart'));
      fetchVerified(url, { integrity, headers, signal: sending.signal, credentials: this.withCredentials ? 'include' : 'same-origin' })
        .then(async (answer) => {
          const bytes = await answer.arrayBuffer();
          if (sending.signal.aborted) return;
          this.#answer = answer;
          this.#moveTo(2);
          this.#bytes = bytes;
          this.#moveTo(3);
          this.#moveTo(4);
          this.#end('load', bytes.byteLength);
        })
        .catch(() => {
          if (!sending.signal.aborted) this.#fail('error');
        })
        .finally(() => clearTimeout(limit));
    }

    override abort(): void {
      const isUnderWay = this.#stage !== null && this.#stage < 4;
      if (isUnderWay) this.#fail('abort');
      if (this.#stage === null) super.abort();
      else this.#stage = 0;
    }

    #fail(type: 'abort' | 'error' | 'timeout'): void {
      this.#sending.abort();
      this.#answer = this.#bytes = null;
      this.#moveTo(4);
      this.#end(type, 0);
    }

    #moveTo(stage: number): void {
      this.#stage = stage;
      this.dispatchEvent(new Event('readystatechange'));
    }

    #end(type: string, loaded: number): void {
      const progress = { loaded, total: loaded, lengthComputable: loaded > 0 };
      if (type === 'load') this.dispatchEvent(new ProgressEvent('progress', progress));
      for (const each of [type, 'loadend']) this.dispatchEvent(new ProgressEvent(each, progress));
    }

    #type = () => this.#mime ?? this.getResponseHeader('content-type') ?? '';
    #text(): string {
      const [, charset = 'utf-8'] = /charset=["']?([\w-]+)/i.exec(this.#type()) ?? [];
      return new TextDecoder(charset).decode(this.#bytes ?? undefined);
    }
    #document(): Document | null {
      const [, type] = /^\s*(text\/html|(?:text|application)\/xml|[\w.-]+\/[\w.-]+\+xml)/i.exec(this.#type() || 'text/xml') ?? [];
      // Of a page in no window: nothing of it runs.
      return type && global.DOMParser ? new DOMParser().parseFromString(this.#text(), type.toLowerCase() as DOMParserSupportedType) : null;
    }
    #read(): unknown {
      const bytes = this.#bytes;
      if (!bytes) return null;
      if (this.responseType === 'arraybuffer') return bytes;
      if (this.responseType === 'blob') return new Blob([bytes], { type: this.#type() });
      if (this.responseType === 'document') return this.#document();
      try {
        return JSON.parse(this.#text());
      } catch {
        return null;
      }
    }

    override get readyState(): number {
      return this.#stage ?? super.readyState;
    }
    override get status(): number {
      return this.#stage === null ? super.status : (this.#answer?.status ?? 0);
    }
    override get statusText(): string {
      return this.#stage === null ? super.statusText : (this.#answer?.statusText ?? '');
    }
    override get responseURL(): string {
      return this.#stage === null ? super.responseURL : (this.#answer?.url ?? '');
    }
    override getResponseHeader(name: string): string | null {
      return this.#stage === null ? super.getResponseHeader(name) : (this.#answer?.headers.get(name) ?? null);
    }
    override getAllResponseHeaders(): string {
      if (this.#stage === null) return super.getAllResponseHeaders();
      return [...(this.#answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }
    override get responseText(): string {
      // Throws where another type was asked for.
      const before = super.responseText;
      return this.#stage === null ? before : this.#text();
    }
    override get responseXML(): Document | null {
      const before = super.responseXML;
      return this.#stage === 4 && this.#bytes && /xml/i.test(this.#type() || 'xml') ? this.#document() : before;
    }
    override get response(): unknown {
      if (this.#stage === null) return super.response;
      if (this.responseType === '' || this.responseType === 'text') return this.#text();
      if (this.#stage < 4) return null;
      // The same object each time.
      this.#value ??= this.#read();
      return this.#value;
    }
  }
  // Tools that watch requests put theirs there for good.
  Object.defineProperty(global, 'XMLHttpRequest', { configurable: true, writable: true, value: VerifiedRequest });
}
