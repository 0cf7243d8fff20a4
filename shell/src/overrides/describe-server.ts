import { type DevelopmentRemote, developmentRemoteSchema } from '@business-m/contract';

const LIMIT_MS = 10_000;
const SIZE_MAX_BYTES = 256 * 1024;

/** Asks a dev server which remote it serves. Throws with a sentence for the developer when the answer is late or malformed. */
export async function describeServer(origin: string, scope: string, fetch: typeof globalThis.fetch): Promise<DevelopmentRemote> {
  const answer = await fetch(`${origin}/@desk/remote.json`, {
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch(() => {
    throw new Error(`${origin} does not answer. Is its dev server running, and does it know this desk?`);
  });
  if (!answer.ok) throw new Error(`${origin} serves no remote for a desk (${answer.status}): start it with desk dev.`);
  const parsed = developmentRemoteSchema.safeParse(await readJson(answer, origin));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${origin} describes its remote wrongly: ${issue?.path.join('.') || 'remote.json'}: ${issue?.message}.`);
  }
  if (parsed.data.scope !== scope) throw new Error(`${origin} serves "${parsed.data.scope}", not "${scope}".`);
  return parsed.data;
}

async function readJson(answer: Response, origin: string): Promise<unknown> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let sizeBytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    sizeBytes += part.value.length;
    if (sizeBytes > SIZE_MAX_BYTES) {
      await reader?.cancel();
      throw new Error(`${origin} answers with more than ${SIZE_MAX_BYTES / 1024} kB where a description of its remote belongs.`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    throw new Error(`${origin} answers with something that is no JSON where a description of its remote belongs.`);
  }
}
