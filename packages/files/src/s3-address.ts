export interface S3Address {
  bucket: string;
  /** Before every key; empty or with a slash at its end. */
  prefix: string;
  region?: string;
  /** Of a store that is not Amazon's. */
  endpoint?: string;
  /** `https://endpoint/bucket/key` in place of `https://bucket.endpoint/key`, which few but Amazon have certificates for. */
  pathStyle: boolean;
}

const known = new Set(['region', 'endpoint', 'style']);

/**
 * `s3://bucket/prefix?region=…&endpoint=…&style=path|virtual`. No credentials: an address ends up in logs.
 *
 * @param refusal makes what is thrown of a sentence
 */
export function parseS3Address(address: string, refusal: (sentence: string) => Error): S3Address {
  const refuse = (why: string) => refusal(`"${address.replace(/\/\/[^/]*@/, '//…@')}": ${why}`);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.hash !== '') throw refuse('a bucket is s3://bucket/prefix');
  if (url.username || url.password) throw refuse('credentials come from the environment, not from the address');
  const bucket = url.host;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw refuse('the name of a bucket is 3 to 63 lower-case letters, digits, dots and hyphens');
  const prefix = url.pathname.replaceAll(/^\/+|\/+$/g, '');
  if (!/^(?:[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)?$/.test(prefix)) throw refuse('a prefix is letters, digits and _.- between slashes');
  for (const name of url.searchParams.keys())
    if (!known.has(name)) throw refuse(`"${name}" is unknown: there are ${[...known].join(', ')}`);
  const endpoint = url.searchParams.get('endpoint') ?? undefined;
  if (endpoint !== undefined && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : ''))
    throw refuse('the endpoint is no http(s) URL');
  const style = url.searchParams.get('style') ?? (endpoint ? 'path' : 'virtual');
  if (style !== 'path' && style !== 'virtual') throw refuse('the style is path or virtual');
  // A store that is not Amazon's has no regions, but a signature names one.
  const region = url.searchParams.get('region') ?? (endpoint ? 'us-east-1' : undefined);
  return { bucket, prefix: prefix && `${prefix}/`, region, endpoint, pathStyle: style === 'path' };
}
