import { boundedFetch, describeFetchError } from '@business-m/manifest/store';
import { serviceDiscoverySchema } from '@business-m/metadata';

const LIMITS = { timeoutMs: 2_000, limitBytes: 1_048_576 };

/** Names of the DocTypes a scope's service owns. Throws, with a sentence, when it does not answer or answers nonsense. */
export type DiscoveryCall = (scope: string, upstream: URL) => Promise<string[]>;

export const discoverScope: DiscoveryCall = async (scope, upstream) => {
  const answer = await boundedFetch(new URL(`${upstream.href.replace(/\/$/, '')}/api/${scope}/discovery`).href, LIMITS).catch(
    (error: unknown) => {
      throw new Error(`does not answer: ${describeFetchError(error)}`);
    },
  );
  if (answer.status !== 200) throw new Error(`discovery answered ${answer.status}`);
  const discovery = serviceDiscoverySchema.safeParse(parse(answer.bytes));
  if (!discovery.success) throw new Error(`discovery is wrong at ${discovery.error.issues[0]?.path.join('.') || 'its root'}`);
  if (discovery.data.scope !== scope) throw new Error(`discovery speaks for "${discovery.data.scope}"`);
  return discovery.data.docTypes.map(({ doctype }) => doctype);
};

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
