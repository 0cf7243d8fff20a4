import { type Resolution, resolutionSchema } from '@business-m/manifest/schema';
import { type ApiClient, ApiError } from '@business-m/sdk';

const TIMEOUT_MS = 10_000;

/** Asks which remotes this user's desk has. What the server answers is input like any other, so it is parsed. */
export async function fetchResolution(api: ApiClient, signal?: AbortSignal): Promise<Resolution> {
  const { data } = await api.get<unknown>('/api/gateway/remotes', { timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) });
  const parsed = resolutionSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError({
    type: 'about:blank',
    title: 'Unreadable list of screens',
    status: 0,
    code: 'bad-answer',
    detail: `The server's list of screens cannot be read (${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'invalid'}).`,
  });
}
