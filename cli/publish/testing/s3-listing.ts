/** `ListObjectsV2`: keys in UTF-8 order, common prefixes counted like keys, pages by an opaque token. Null for a token it did not give. */
export function listObjects(
  objects: ReadonlyMap<string, { bytes: Uint8Array; tag: string; writtenAt: Date }>,
  bucket: string,
  query: URLSearchParams,
  pageLimit: number,
): string | null {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? null : /^after:(.*)$/s.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (after === undefined) return null;
  const limit = Math.min(Number(query.get('max-keys') ?? 1_000), pageLimit);

  const entries = new Map<string, string | null>();
  for (const key of [...objects.keys()]
    .filter((name) => name.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    if (end < 0) entries.set(key, key);
    else entries.set(key.slice(0, end + delimiter.length), null);
  }
  const rest = [...entries].filter(([name]) => after === null || Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  const page = rest.slice(0, limit);
  const truncated = rest.length > page.length;
  const contents = page.map(([name, key]) => {
    const object = key === null ? undefined : objects.get(key);
    if (!object) return `<CommonPrefixes><Prefix>${escapeXml(name)}</Prefix></CommonPrefixes>`;
    const { tag, bytes, writtenAt } = object;
    return `<Contents><Key>${escapeXml(name)}</Key><LastModified>${writtenAt.toISOString()}</LastModified><ETag>${escapeXml(tag)}</ETag><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  });
  const next = truncated
    ? `<NextContinuationToken>${Buffer.from(`after:${page.at(-1)?.[0]}`).toString('base64url')}</NextContinuationToken>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${truncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
