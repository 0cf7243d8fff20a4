import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listObjects } from './s3-listing.ts';
import { type Credentials, signatureFault } from './sigv4.ts';

export interface StoredObject {
  bytes: Uint8Array;
  tag: string;
  writtenAt: Date;
  headers: Record<string, string>;
}

interface Request {
  method: string;
  key: string;
}

export interface S3StandIn {
  endpoint: string;
  credentials: Credentials;
  objects: Map<string, StoredObject>;
  requests: Request[];
  /** Called before a request has an effect, and after it, before the answer. Answers a status to give in place of the effect. */
  intercept: ((phase: 'before' | 'after', number: number, request: Request) => number | undefined) | null;
  /** False: ignores `If-None-Match` and `If-Match`, as some stores do. */
  keepsConditions: boolean;
  /** Which form of a tag `If-Match` knows: as AWS, as Ceph 16, which refuses quotes, or none; `any-bare` refuses quotes and takes whatever has none. */
  knowsTags: 'quoted' | 'bare' | 'none' | 'any-bare';
  /** Lets everything be older by so much. */
  age(ms: number): void;
  close(): Promise<void>;
}

const keptHeaders = ['cache-control', 'content-encoding', 'content-type'] as const;

/**
 * A stand-in for Amazon S3 that is strict where AWS documents it: SigV4 of every request, path-style addresses, `If-None-Match: *` and
 * `If-Match` of PUT (412, and 404 for `If-Match` of what is not there), MD5 entity tags, ListObjectsV2 in pages, XML errors.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function startS3({ bucket = 'releases', pageLimit = 1_000 } = {}): Promise<S3StandIn> {
  const credentials: Credentials = {
    accessKeyId: 'AKIATESTTESTTESTTEST',
    secretAccessKey: 'a+test/secret+of/forty+characters/or/so0',
    region: 'eu-test-1',
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const standIn: S3StandIn = {
    endpoint: '',
    credentials,
    objects: new Map(),
    requests: [],
    intercept: null,
    keepsConditions: true,
    knowsTags: 'quoted',
    age(ms) {
      for (const object of standIn.objects.values()) object.writtenAt = new Date(object.writtenAt.getTime() - ms);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const fault = signatureFault(request, body, credentials);
    if (fault) return refuse(response, 403, fault);
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, name, ...rest] = url.pathname.split('/');
    if (name !== bucket) return refuse(response, 404, 'NoSuchBucket');
    const key = rest.map(decodeURIComponent).join('/');
    const made = { method: request.method ?? '', key: key || `?${url.searchParams.get('prefix') ?? ''}` };
    const number = standIn.requests.push(made);
    const forced = standIn.intercept?.('before', number, made);
    if (forced) return refuse(response, forced, forced === 409 ? 'ConditionalRequestConflict' : 'InternalError');
    const effect = perform(request, key, url, body);
    standIn.intercept?.('after', number, made);
    effect(response);
  }

  /** Changes the bucket at once, in one step, and says what to answer. */
  function perform(request: IncomingMessage, key: string, url: URL, body: Buffer): (response: ServerResponse) => void {
    const { objects } = standIn;
    const there = objects.get(key);
    if (request.method === 'GET' && key === '' && url.searchParams.get('list-type') === '2') {
      const listing = listObjects(objects, bucket, url.searchParams, pageLimit);
      if (listing === null) return (response) => refuse(response, 400, 'InvalidArgument');
      return (response) => response.writeHead(200, { 'content-type': 'application/xml' }).end(listing);
    }
    if ((request.method === 'GET' || request.method === 'HEAD') && key !== '') {
      if (!there) return (response) => refuse(response, 404, 'NoSuchKey');
      const headers = {
        ...there.headers,
        etag: there.tag,
        'last-modified': there.writtenAt.toUTCString(),
        'content-length': there.bytes.length,
      };
      return (response) => response.writeHead(200, headers).end(request.method === 'GET' ? there.bytes : undefined);
    }
    if (request.method === 'DELETE' && key !== '') {
      objects.delete(key);
      return (response) => response.writeHead(204).end();
    }
    if (request.method !== 'PUT' || key === '') return (response) => refuse(response, 501, 'NotImplemented');
    const no = standIn.keepsConditions ? unmet(request, there, standIn.knowsTags) : null;
    if (no) return (response) => refuse(response, ...no);
    const tag = `"${createHash('md5').update(body).digest('hex')}"`;
    const headers = Object.fromEntries(
      keptHeaders.flatMap((header) => (request.headers[header] ? [[header, String(request.headers[header])]] : [])),
    );
    objects.set(key, { bytes: body, tag, writtenAt: new Date(), headers });
    return (response) => response.writeHead(200, { etag: tag }).end();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  standIn.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

function unmet({ headers }: IncomingMessage, there: StoredObject | undefined, knowsTags: S3StandIn['knowsTags']): [number, string] | null {
  const { 'if-none-match': noneMatch, 'if-match': match } = headers;
  if (noneMatch !== undefined && noneMatch !== '*') return [501, 'NotImplemented'];
  if (noneMatch === '*' && there) return [412, 'PreconditionFailed'];
  if (match === undefined) return null;
  if (!there) return [404, 'NoSuchKey'];
  const bare = there.tag.replaceAll('"', '');
  const isMet = { quoted: match === there.tag, bare: match === bare, none: false, 'any-bare': !match.includes('"') }[knowsTags];
  return isMet ? null : [412, 'PreconditionFailed'];
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message><RequestId>1</RequestId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}
