import { Refusal } from '@business-m/metadata';
import type { z } from 'zod/mini';

/** A reason not to publish, for the person who tries. `path` is dotted, inside `remote.json`, or a file of the release. */
export interface PublishFault {
  code: string;
  path: string;
  message: string;
}

/** Why a build is not published, or a release not deleted. What is served stays as it was. */
export class PublishRefusal extends Refusal {
  override name = 'PublishRefusal';
  /** One or more; where there is only one, its sentence is the message. */
  readonly faults: readonly PublishFault[];

  constructor(code: string, sentence: string, { faults = [], cause }: { faults?: readonly PublishFault[]; cause?: unknown } = {}) {
    const found = faults.length > 0 ? faults : [{ code, path: '', message: sentence }];
    super(code, [sentence, ...faults.map(lineOf)].join('\n  '), { cause, members: { faults: found } });
    this.faults = found;
  }
}

const lineOf = ({ path, message }: PublishFault) => (path ? `${path}: ${message}` : message);

export const notAsDescribed = (path: string, message: string): PublishFault => ({ code: 'not-as-described', path, message });

/** The bytes of a JSON file of a build → what they say. Refuses what the schema does not take, with every path that is wrong. */
export function parseDescribed<T>(schema: z.ZodMiniType<T>, name: string, bytes: Uint8Array, limitBytes: number): T {
  const refuse = (sentence: string, details = {}) => new PublishRefusal('not-as-described', `${name} ${sentence}`, details);
  if (bytes.length > limitBytes) throw refuse(`has ${bytes.length} bytes, more than the ${limitBytes} allowed`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw refuse(`is not JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse('is wrong:', { faults: parsed.error.issues.map(({ path, message }) => notAsDescribed(path.join('.'), message)) });
}
