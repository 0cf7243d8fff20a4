import { boundedFetch, describeFetchError, jsonOrNull } from '@business-m/manifest/store';
import { serviceDiscoverySchema } from '@business-m/metadata';

const LIMITS = { timeoutMs: 2_000, limitBytes: 1_048_576 };

/** Names of the DocTypes a scope's service owns. Throws, with a sentence, when it does not answer or answers nonsense. */
export type DiscoveryCall = (scope: string, upstream: URL) => Promise<string[]>;

export const discoverScope: DiscoveryCall = async (scope, upstream) => {
  const url = `${upstream.href.replace(/\/$/, '')}/api/${scope}/discovery`;
  const answer = await boundedFetch(url, LIMITS).catch((error: unknown) => {
    throw new Error(`does not answer: ${describeFetchError(error)}`);
  });
  if (answer.status !== 200) throw new Error(`discovery answered ${answer.status}`);
  const discovery = serviceDiscoverySchema.safeParse(jsonOrNull(answer.bytes));
  if (!discovery.success) throw new Error(`discovery is wrong at ${discovery.error.issues[0]?.path.join('.') || 'its root'}`);
  if (discovery.data.scope !== scope) throw new Error(`discovery speaks for "${discovery.data.scope}"`);
  return discovery.data.docTypes.map(({ doctype }) => doctype);
};
