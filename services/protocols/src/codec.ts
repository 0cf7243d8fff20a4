import { z } from 'zod';
import { MalformedFrame, type MethodSchema, type ProtocolContract, supportedVersions } from './contract.ts';
import { Refusal } from './refusal.ts';

const MAX_NAMED_PROBLEMS = 5;

/** The refusal a peer of another version gets; `current.supported` says what it can speak instead. */
export const UNSUPPORTED_VERSION = 'unsupported-version';
const unsupportedSchema = z.object({ supported: z.array(z.int().min(1)).min(1).max(10) });

/** `text` as `schema` says it. @throws `MalformedFrame`, naming the places that are wrong and none of their values. */
export function parseFrame<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedFrame(`${what} is not JSON`);
  }
  return checked(schema, value, what);
}

/** `value` as `schema` says it; otherwise as `parseFrame`. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, MAX_NAMED_PROBLEMS)
    .map(({ path, code, ...issue }) => [path.join('.') || '(all)', code, 'keys' in issue ? issue.keys.join(', ') : ''].join(' ').trim());
  throw new MalformedFrame(`${what} is not what the protocol says: ${problems.join('; ')}`);
}

/** @throws a refusal that names the versions this side speaks. */
export function refuseUnsupported(contract: ProtocolContract, version: number): void {
  const supported = supportedVersions(contract);
  if (supported.includes(version)) return;
  throw new Refusal(UNSUPPORTED_VERSION, `Version ${version} of ${contract.name} is not spoken here, only ${supported.join(' and ')}.`, {
    current: { supported } satisfies z.infer<typeof unsupportedSchema>,
  });
}

/** The newest version both sides speak, when `error` is a peer's refusal of this one; otherwise null. */
export function fallbackVersion(contract: ProtocolContract, error: unknown): number | null {
  if (!(error instanceof Refusal) || error.code !== UNSUPPORTED_VERSION) return null;
  const peer = unsupportedSchema.safeParse(error.current);
  if (!peer.success) return null;
  return supportedVersions(contract).find((version) => peer.data.supported.includes(version)) ?? null;
}

/** Carries a method's request or result from the newest version to the one a peer speaks. */
export function toVersion(contract: ProtocolContract, method: MethodSchema, part: 'request' | 'result', version: number, value: unknown) {
  const current = method[part].parse(value);
  const previous = version === contract.version ? undefined : method.previous?.[part];
  return previous ? previous.schema.parse(previous.downgrade(current)) : current;
}

/** The other way: what a peer said in `version`, as the newest one says it. */
export function fromVersion(contract: ProtocolContract, method: MethodSchema, part: 'request' | 'result', version: number, value: unknown) {
  const what = `the ${part} of ${contract.name}`;
  const previous = version === contract.version ? undefined : method.previous?.[part];
  return checked(method[part], previous ? previous.upgrade(checked(previous.schema, value, what)) : value, what);
}
