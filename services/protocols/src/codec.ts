import type { z } from 'zod';
import { Refusal, refusalSchema } from './refusal.ts';

/** One method of a protocol: what goes in and what comes out. */
export interface MethodSchema {
  request: z.ZodType;
  result: z.ZodType;
}

/** What travels back: the result, or an expected no. A fault has no form; whoever carries calls reports it as its own. */
export type Envelope = { result: unknown } | { refusal: unknown };

/** The value as it would arrive on the other side of a wire: JSON, parsed, nothing shared with the sender. */
export function encode(schema: z.ZodType, value: unknown): string {
  return JSON.stringify(schema.parse(value));
}

export function decode<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  return schema.parse(JSON.parse(text));
}

/** Runs `work` and puts how it ended into an envelope; faults go on being thrown. */
export async function toEnvelope(schema: z.ZodType, work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify({ result: schema.parse(await work()) } satisfies Envelope);
  } catch (error) {
    if (error instanceof Refusal) return JSON.stringify({ refusal: error.toJSON() } satisfies Envelope);
    throw error;
  }
}

/** The result, or the refusal thrown as itself. */
export function fromEnvelope<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  const envelope = JSON.parse(text) as Envelope;
  if ('refusal' in envelope) throw new Refusal(refusalSchema.parse(envelope.refusal));
  return schema.parse(envelope.result);
}
