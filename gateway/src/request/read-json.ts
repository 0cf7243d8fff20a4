import type { Context } from 'hono';
import { Refused } from '../problem/refused.ts';
import type { GatewayEnv } from './request-facts.ts';

/** `application/json`, with or without parameters (RFC 8259 knows none, clients send `charset`). */
export const isJson = (contentType: string | undefined) => /^application\/json\s*(?:;|$)/i.test(contentType ?? '');

export async function readJson(c: Context<GatewayEnv>, limitBytes: number): Promise<unknown> {
  if (!isJson(c.req.header('content-type'))) throw new Refused('not-json', 'Send the body as application/json.');
  const text = await readText(c, limitBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('malformed-json', 'The body is not JSON.');
  }
}

async function readText(c: Context<GatewayEnv>, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Leaving the loop must not destroy the connection, on which the refusal goes out.
  for await (const chunk of c.env.incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes)
      throw new Refused('body-too-large', `The body has more than ${limitBytes} bytes.`, { headers: { connection: 'close' } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
