import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type RemoteJson, remoteFaults, remoteJsonSchema } from '../schema/index.ts';
import { PublishRefusal } from './publish-refusal.ts';

export interface Dist {
  remote: RemoteJson;
  /** `<version>-<hash of remote.json>`. */
  id: string;
  /** Path inside the release → bytes, `remote.json` included. */
  files: ReadonlyMap<string, Buffer>;
}

/** Reads a remote's build, and refuses one whose files are not exactly those of its `remote.json`, byte for byte. */
export async function readDist(dist: string): Promise<Dist> {
  const files = await readFiles(dist);
  const description = files.get('remote.json');
  if (!description) throw new PublishRefusal(`${dist} has no remote.json: is it the dist folder of a remote that was built?`);
  const remote = parse(description);
  const faults = [...remoteFaults(remote).map(({ path, message }) => `${path}: ${message}`), ...differences(remote, files)];
  if (faults.length > 0) throw new PublishRefusal(`${dist} cannot be published:\n  ${faults.join('\n  ')}`);
  const hash = createHash('sha256').update(description).digest('hex').slice(0, 12);
  return { remote, id: `${remote.version}-${hash}`, files };
}

function parse(description: Buffer): RemoteJson {
  let value: unknown;
  try {
    value = JSON.parse(description.toString('utf8'));
  } catch (error) {
    throw new PublishRefusal(`remote.json is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = remoteJsonSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PublishRefusal(
    `remote.json is wrong:\n  ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n  ')}`,
  );
}

function differences(remote: RemoteJson, files: ReadonlyMap<string, Buffer>): string[] {
  const listed = new Set(['remote.json', ...remote.files.map(({ path }) => path)]);
  const wrong = remote.files.flatMap(({ path, sizeBytes, integrity }) => {
    const bytes = files.get(path);
    if (!bytes) return [`${path} is missing`];
    if (bytes.length !== sizeBytes) return [`${path} has ${bytes.length} bytes, remote.json says ${sizeBytes}`];
    return `sha384-${createHash('sha384').update(bytes).digest('base64')}` === integrity
      ? []
      : [`${path} has another hash than remote.json says`];
  });
  return [...wrong, ...[...files.keys()].filter((path) => !listed.has(path)).map((path) => `${path} is not listed in remote.json`)];
}

async function readFiles(dist: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new PublishRefusal(`${dist} cannot be read (${error.code})`);
  });
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    // A link could lead out of the folder, to bytes that nobody meant to publish.
    if (!entry.isFile() && !entry.isDirectory()) throw new PublishRefusal(`${path} is neither a file nor a folder`);
    if (entry.isFile()) files.set(relative(dist, path).replaceAll(sep, '/'), await readFile(path));
  }
  return files;
}
