import type { Resolution } from '@business-m/contract';

const SCHEMA = 'https://github.com/awslabs/frontend-discovery/blob/main/schema/v1-pre.json';

/**
 * The frontend discovery pattern, v1-pre. One version of each: who gets which was decided here, so there is no traffic left to divide
 * (`deployment` is optional in the schema, and its arithmetic is the reader's).
 *
 * @see https://github.com/awslabs/frontend-discovery
 */
export function awsV1({ remotes, revision, environment }: Resolution): object {
  const version = (remote: Resolution['remotes'][number]) => {
    const { scope, title, remoteEntry: url, integrity, version, release, apiUrl, metaUrl } = remote;
    return { url, metadata: { integrity, version }, extras: { scope, title, release, apiUrl, metaUrl, environment, revision } };
  };
  return { schema: SCHEMA, microFrontends: Object.fromEntries(remotes.map((remote) => [remote.scope, [version(remote)]])) };
}
