import { releaseIdOf } from '@business-m/manifest/release-id';
import { type RemoteDistOptions, remoteDist } from '@business-m/manifest/testing';
import { type Candidate, inspect } from '../inspect.ts';

/** A build as the gate gets it, in memory; also one that could not be published. */
export async function candidate(options?: RemoteDistOptions): Promise<Candidate> {
  const { remote, texts } = remoteDist(options);
  const description = Buffer.from(JSON.stringify(remote));
  const files = new Map(
    Object.entries({ ...texts, 'remote.json': description.toString() }).map(([path, text]) => [path, Buffer.from(text)]),
  );
  return inspect({ remote, id: releaseIdOf(remote.version, description), description, files });
}
